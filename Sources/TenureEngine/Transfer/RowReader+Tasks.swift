import TenureDomain
import TenurePolicy

extension RowReader {
  func task(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node,
        required: [
          "account", "id", "version", "kind", "askedBy", "created", "notBefore", "state", "ready",
          "attempts", "percent",
        ],
        optional: [
          "subscription", "person", "goneBy", "worker", "note", "problem", "link", "linkExpires",
          "fetched", "escalateAt", "escalated", "finished",
        ]),
      let account = identifier(members["account"], Named.Account.self),
      let id = identifier(members["id"], Named.Task.self),
      let kind = members["kind"].flatMap({ reader.word($0, TaskKind.self) }),
      let asker = members["askedBy"].flatMap(reader.text),
      let created = instant(members["created"]), let notBefore = instant(members["notBefore"])
    else { return nil }
    let task = TaskRecord(
      account: account, id: id,
      subscription: identifier(members["subscription"], Named.Subscription.self),
      person: identifier(members["person"], Named.Person.self), kind: kind, askedBy: asker,
      created: created, notBefore: notBefore, goneBy: instant(members["goneBy"]))
    return progress(of: task, members).map(TransferRow.task)
  }

  /// How far a task has come.
  private func progress(
    of task: TaskRecord, _ members: [String: DocumentNode]
  ) -> TaskRecord? {
    guard let version = members["version"].flatMap({ reader.integer($0, in: 1...Int.max) }),
      let state = members["state"].flatMap({ reader.word($0, TaskState.self) }),
      let ready = instant(members["ready"]),
      let attempts = members["attempts"].flatMap({ reader.integer($0, in: 0...Int.max) }),
      let percent = members["percent"].flatMap({ reader.integer($0, in: 0...100) })
    else { return nil }
    var task = task
    task.version = Int64(version)
    (task.state, task.ready, task.attempts, task.percent) = (state, ready, attempts, percent)
    task.worker = members["worker"].flatMap(reader.text)
    task.note = members["note"].flatMap(reader.text)
    task.problem = members["problem"].flatMap(reader.text)
    if let address = members["link"].flatMap(reader.text),
      let expires = instant(members["linkExpires"])
    {
      task.link = TaskLink(
        address: address, expires: expires, fetched: instant(members["fetched"]))
    }
    task.escalateAt = instant(members["escalateAt"])
    task.escalated = instant(members["escalated"])
    task.finished = instant(members["finished"])
    return task
  }

  func hold(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node, required: ["account", "id", "reason", "legal", "placedBy", "placed"],
        optional: ["until", "released", "releasedBy"]),
      let account = identifier(members["account"], Named.Account.self),
      let id = identifier(members["id"], Named.Hold.self),
      let reason = members["reason"].flatMap(reader.text),
      let isLegal = members["legal"].flatMap(reader.boolean),
      let placedBy = members["placedBy"].flatMap(reader.text),
      let placed = instant(members["placed"])
    else { return nil }
    return .hold(
      HoldRecord(
        account: account, id: id, reason: reason, isLegal: isLegal, placedBy: placedBy,
        placed: placed, until: instant(members["until"]), released: instant(members["released"]),
        releasedBy: members["releasedBy"].flatMap(reader.text)))
  }
}
