import TenureDomain
import TenurePolicy

extension RowReader {
  func supportCase(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node,
        required: [
          "account", "id", "version", "kind", "language", "openedBy", "created", "state",
        ],
        optional: [
          "person", "subscription", "phone", "bestTime", "note", "act", "done", "doneBy",
          "outcome",
        ]),
      let account = identifier(members["account"], Named.Account.self),
      let id = identifier(members["id"], Named.Case.self),
      let version = members["version"].flatMap({ reader.integer($0, in: 1...Int.max) }),
      let kind = members["kind"].flatMap(caseKind),
      let language = members["language"].flatMap(reader.text),
      let openedBy = members["openedBy"].flatMap(reader.text),
      let created = instant(members["created"]),
      let state = members["state"].flatMap({ reader.word($0, CaseState.self) })
    else { return nil }
    var record = CaseRecord(
      account: account, id: id, person: identifier(members["person"], Named.Person.self),
      subscription: identifier(members["subscription"], Named.Subscription.self), kind: kind,
      phone: members["phone"].flatMap(reader.text), language: language,
      bestTime: members["bestTime"].flatMap(reader.text),
      note: members["note"].flatMap(reader.text),
      act: members["act"].flatMap { reader.word($0, ActKind.self) }, openedBy: openedBy,
      created: created)
    record.version = Int64(version)
    record.state = state
    record.done = instant(members["done"])
    record.doneBy = members["doneBy"].flatMap(reader.text)
    record.outcome = members["outcome"].flatMap(reader.text)
    checkEnd(of: record, node)
    return .supportCase(record)
  }

  private func caseKind(_ node: DocumentNode) -> CaseKind? {
    guard let text = reader.text(node) else { return nil }
    if let kind = CaseKind(rawValue: text) { return kind }
    reader.note(
      node, "`\(text.prefix(40))` is no kind of case",
      "write `\(CaseKind.allCases.map(\.rawValue).joined(separator: "`, `"))`")
    return nil
  }

  /// A case that is done says when and by whom, and no other does.
  private func checkEnd(of record: CaseRecord, _ node: DocumentNode) {
    let isDone = record.state == .done
    let isTold = [record.done != nil, record.doneBy != nil].allSatisfy { $0 == isDone }
    if !isTold || (!isDone && record.outcome != nil) {
      reader.note(
        node, "`state` and `done`, `doneBy`, `outcome` do not belong together",
        "tell `done` and `doneBy` of a case that is done, and of no other")
    }
  }
}
