import TenureDomain
import TenurePolicy

extension RowReader {
  func storage(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node, required: ["account", "person", "use", "reported", "settled"],
        optional: [
          "overSince", "deletionWarned", "overTold", "freezeTold", "frozenTold", "reopened",
          "deletionBegun",
        ]),
      let account = identifier(members["account"], Named.Account.self),
      let person = identifier(members["person"], Named.Person.self),
      let use = members["use"].flatMap(given.storage), let reported = instant(members["reported"]),
      let settled = instant(members["settled"])
    else { return nil }
    var storage = StorageRecord(
      account: account, person: person, use: use, reported: reported, settled: settled,
      clock: StorageClock(
        overSince: date(members["overSince"]), warnedOn: date(members["deletionWarned"])))
    storage.overTold = instant(members["overTold"])
    storage.freezeTold = instant(members["freezeTold"])
    storage.frozenTold = instant(members["frozenTold"])
    storage.reopened = date(members["reopened"])
    storage.deletionBegun = instant(members["deletionBegun"])
    return .storage(storage)
  }
}
