import TenureDomain

extension RowText {
  /// The secret of an export's address stays out: after a restore a new address is made.
  init(_ task: TaskRecord) {
    self.init()
    text("account", task.account)
    text("id", task.id)
    number("version", task.version)
    text("subscription", task.subscription)
    text("person", task.person)
    word("kind", task.kind)
    text("askedBy", task.askedBy)
    text("created", task.created)
    text("notBefore", task.notBefore)
    text("goneBy", task.goneBy)
    word("state", task.state)
    text("ready", task.ready)
    text("worker", task.worker)
    number("attempts", task.attempts)
    number("percent", task.percent)
    text("note", task.note)
    text("problem", task.problem)
    text("link", task.link?.address)
    text("linkExpires", task.link?.expires)
    text("fetched", task.link?.fetched)
    text("escalateAt", task.escalateAt)
    text("escalated", task.escalated)
    text("finished", task.finished)
  }

  init(_ hold: HoldRecord) {
    self.init()
    text("account", hold.account)
    text("id", hold.id)
    text("reason", hold.reason)
    truth("legal", hold.isLegal)
    text("placedBy", hold.placedBy)
    text("placed", hold.placed)
    text("until", hold.until)
    text("released", hold.released)
    text("releasedBy", hold.releasedBy)
  }
}
