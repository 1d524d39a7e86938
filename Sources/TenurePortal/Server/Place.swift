import TenureDomain
import TenureEngine

/// An address of the portal. Links are made of these alone, so that none leads nowhere.
enum Place: Sendable, Hashable {
  // Open to anybody.
  case home
  case signIn
  case signOut
  case language(String, back: String)
  case asset(String)

  // Whoever has signed in.
  case sessions
  case endSession(SessionID)

  // An account's own pages.
  case account(AccountID)
  case subscriptions(AccountID)
  case people(AccountID)
  case domains(AccountID)
  case money(AccountID)
  case history(AccountID)
  case messages(AccountID)
  case calendar(AccountID)
  case storage(AccountID)
  case closing(AccountID)
  case callBack(AccountID, about: SubscriptionID?)
  case buy(AccountID)
  case receipt(AccountID, ReceiptID)
  case receiptDocument(AccountID, ReceiptID)

  // A subscription's pages.
  case subscription(AccountID, SubscriptionID)
  case cancel(AccountID, SubscriptionID)
  case act(AccountID, SubscriptionID, ActKind)
  case options(AccountID, SubscriptionID)
  case export(AccountID, SubscriptionID)
  case calendarFile(AccountID, SubscriptionID)

  // A support agent's pages.
  case support
  case cases
  case supportCase(AccountID, CaseName)

  // The operator's pages.
  case overview
  case chart(String)
  case policies
  case policy(EditionID)
  case events
  case due
  case health

  /// What the address of a case ends with.
  typealias CaseName = String

  /// The path, with its query if it has one.
  var path: String {
    switch self {
    case .home: "/"
    case .signIn: "/sign-in"
    case .signOut: "/sign-out"
    case .language(let language, let back):
      "/language?to=\(language)&back=\(PercentCoding.encoded(back))"
    case .asset(let name): "/assets/\(name)"
    case .sessions: "/sessions"
    case .endSession(let id): "/sessions/\(id)/end"
    case .support: "/support"
    case .cases: "/support/cases"
    case .supportCase(let account, let name): "/support/cases/\(account)/\(name)"
    case .overview: "/operator"
    case .chart(let name): "/operator/charts/\(name)"
    case .policies: "/operator/policies"
    case .policy(let id): "/operator/policies/\(id.family)/\(id.date)"
    case .events: "/operator/events"
    case .due: "/operator/due"
    case .health: "/operator/health"
    default: accountPath
    }
  }

  /// The path with a query.
  func path(_ query: [(name: String, value: String)]) -> String {
    guard !query.isEmpty else { return path }
    return path + (path.contains("?") ? "&" : "?")
      + query.map { "\($0.name)=\(PercentCoding.encoded($0.value))" }.joined(separator: "&")
  }

  private var accountPath: String {
    switch self {
    case .account(let id): "/accounts/\(id)"
    case .subscriptions(let id): "/accounts/\(id)/subscriptions"
    case .people(let id): "/accounts/\(id)/people"
    case .domains(let id): "/accounts/\(id)/domains"
    case .money(let id): "/accounts/\(id)/money"
    case .history(let id): "/accounts/\(id)/history"
    case .messages(let id): "/accounts/\(id)/messages"
    case .calendar(let id): "/accounts/\(id)/calendar"
    case .storage(let id): "/accounts/\(id)/storage"
    case .closing(let id): "/accounts/\(id)/closing"
    case .callBack(let id, let about):
      "/accounts/\(id)/call-back" + (about.map { "?subscription=\($0)" } ?? "")
    case .buy(let id): "/accounts/\(id)/buy"
    case .receipt(let id, let receipt): "/accounts/\(id)/receipts/\(receipt)"
    case .receiptDocument(let id, let receipt): "/accounts/\(id)/receipts/\(receipt)/document"
    default: subscriptionPath
    }
  }

  private var subscriptionPath: String {
    func below(_ account: AccountID, _ id: SubscriptionID, _ rest: String) -> String {
      "/accounts/\(account)/subscriptions/\(id)\(rest)"
    }
    switch self {
    case .subscription(let account, let id): return below(account, id, "")
    case .cancel(let account, let id): return below(account, id, "/cancel")
    case .act(let account, let id, let act): return below(account, id, "/acts/\(act.rawValue)")
    case .options(let account, let id): return below(account, id, "/options")
    case .export(let account, let id): return below(account, id, "/export")
    case .calendarFile(let account, let id): return below(account, id, "/dates.ics")
    default: return "/"
    }
  }

  /// The page where an act on a subscription is shown before it is done.
  static func page(
    of act: ActKind, on subscription: SubscriptionID, of account: AccountID
  ) -> Place {
    switch act {
    case .cancel: .cancel(account, subscription)
    case .closeAccount: .closing(account)
    default: .act(account, subscription, act)
    }
  }
}

/// The parts of the portal that the navigation names.
enum Section: String, Sendable, CaseIterable {
  case account, subscriptions, people, domains, money, storage, calendar, history, messages,
    closing, buy
  case support, cases
  case overview, policies, events, due, health
}
