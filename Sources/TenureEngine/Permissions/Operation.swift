public import TenureDomain

/// What a caller can be allowed or forbidden to do.
public enum Operation: String, Word {
  case findAccounts = "find-accounts"
  case createAccount = "create-account"
  case readAccount = "read-account"
  case changeAccount = "change-account"
  case readPeople = "read-people"
  case changePeople = "change-people"
  case erasePerson = "erase-person"
  case exportPerson = "export-person"
  case changeDomains = "change-domains"
  case findSubscriptions = "find-subscriptions"
  case readSubscriptions = "read-subscriptions"
  case createSubscription = "create-subscription"
  case changeSubscription = "change-subscription"
  case ask = "ask"
  case act = "act"
  case batch = "batch"
  case readEvents = "read-events"
  case readLedger = "read-ledger"
  case readReceipts = "read-receipts"
  case readPolicies = "read-policies"
  case addPolicy = "add-policy"
  case manageKeys = "manage-keys"
  case manageSessions = "manage-sessions"
  case operate
  case reportUse = "report-use"
  case reopenStorage = "reopen-storage"
  case share
}
