import TenureDomain

extension RowText {
  init(_ record: CaseRecord) {
    self.init()
    text("account", record.account)
    text("id", record.id)
    number("version", record.version)
    text("person", record.person)
    text("subscription", record.subscription)
    text("kind", record.kind.rawValue)
    text("phone", record.phone)
    text("language", record.language)
    text("bestTime", record.bestTime)
    text("note", record.note)
    word("act", record.act)
    text("openedBy", record.openedBy)
    text("created", record.created)
    word("state", record.state)
    text("done", record.done)
    text("doneBy", record.doneBy)
    text("outcome", record.outcome)
  }
}
