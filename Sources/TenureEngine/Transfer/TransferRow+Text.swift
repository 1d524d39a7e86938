import TenureDomain

extension TransferRow {
  /// The row as one line of JSON, without its line end. The same row gives the same bytes.
  public var text: String {
    var row: RowText
    switch self {
    case .account(let record, let isHistory): row = RowText(record, isHistory: isHistory)
    case .person(let record): row = RowText(record)
    case .domain(let domain, let account):
      row = RowText()
      row.text("account", account)
      row.text("domain", domain)
    case .subscription(let subscription): row = RowText(subscription)
    case .receipt(let record): row = RowText(record)
    case .entry(let record): row = RowText(record)
    case .event(let record): row = RowText(record)
    case .message(let record): row = RowText(record)
    case .edition(let record): row = RowText(record)
    case .hold(let record): row = RowText(record)
    case .task(let record): row = RowText(record)
    case .supportCase(let record): row = RowText(record)
    case .payment(let record): row = RowText(record)
    case .productKey(let record): row = RowText(record)
    case .storage(let record): row = RowText(record)
    case .feed(let record): row = RowText(record)
    case .calendarEntry(let record): row = RowText(record)
    }
    row.word("type", kind)
    return row.text
  }
}

extension RowText {
  fileprivate init(_ account: AccountRecord, isHistory: Bool) {
    text("id", account.id)
    text("name", account.name)
    word("kind", account.kind)
    text("family", account.family)
    word("agreement", account.agreement)
    word("program", account.program)
    word("segment", account.segment)
    text("country", account.country)
    word("cloud", account.cloud)
    text("timeZone", account.timeZone)
    text("language", account.language)
    text("billingProfile", account.billingProfile)
    object("storage", account.storage.map { RowText($0) })
    guard isHistory else { return }
    number("version", account.version)
    text("created", account.created)
    text("closed", account.closed)
    text("clock", account.clock)
    text("due", account.due)
    text("lastUsed", account.lastUsed)
    text("inactivityTold", account.inactivityTold)
    text("blocked", account.blocked)
  }

  fileprivate init(_ person: PersonRecord) {
    text("account", person.account)
    text("id", person.id)
    text("name", person.name)
    text("email", person.email)
    text("language", person.language)
    list("roles", person.roles.map(\.rawValue))
    text("created", person.created)
    text("erased", person.erased)
  }

  fileprivate init(_ receipt: ReceiptRecord) {
    text("id", receipt.id)
    text("account", receipt.account)
    text("subscription", receipt.subscription)
    text("at", receipt.at)
    text("key", receipt.key)
    text("payload", String(decoding: receipt.payload, as: UTF8.self))
    text("signature", Base64URL.text(receipt.signature))
  }

  fileprivate init(_ record: LedgerRecord) {
    text("account", record.account)
    text("id", record.id)
    text("at", record.at)
    text("subscription", record.subscription)
    text("receipt", record.receipt)
    text("reverses", record.reverses)
    word("kind", record.entry.kind)
    list(
      "postings",
      record.entry.postings.map { posting in
        var row = RowText()
        row.word("from", posting.source)
        row.word("to", posting.destination)
        row.object("amount", RowText(posting.amount))
        return row
      })
  }

  fileprivate init(_ event: EventRecord) {
    text("account", event.account)
    number("sequence", event.sequence)
    text("at", event.at)
    text("subscription", event.subscription)
    text("event", event.type)
    text("body", String(decoding: event.body, as: UTF8.self))
    text("hash", Hexadecimal.text(event.hash))
    guard let personal = event.personal else { return }
    var row = RowText()
    row.text("person", personal.person)
    row.text("salt", Base64URL.text(personal.salt))
    row.text("data", String(decoding: personal.data, as: UTF8.self))
    object("personal", row)
  }

  fileprivate init(_ message: OutboxRecord) {
    text("account", message.account)
    text("id", message.id)
    text("subscription", message.subscription)
    text("receipt", message.receipt)
    text("at", message.at)
    text("kind", message.kind.text)
    word("recipient", message.recipient)
    text("person", message.person)
    text("language", message.language)
    text("title", message.title)
    text("body", message.body)
  }

  fileprivate init(_ edition: EditionRecord) {
    text("id", edition.id)
    text("digest", Hexadecimal.text(edition.digest))
    text("document", edition.document)
    text("proof", String(decoding: edition.proof, as: UTF8.self))
    text("added", edition.added)
  }
}
