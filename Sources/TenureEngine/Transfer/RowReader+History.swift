import TenureDomain
import TenurePolicy

extension RowReader {
  func receipt(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node, required: ["id", "account", "at", "key", "payload", "signature"],
        optional: ["subscription"]),
      let id = identifier(members["id"], Named.Receipt.self),
      let account = identifier(members["account"], Named.Account.self),
      let at = instant(members["at"]), let key = members["key"].flatMap(reader.text),
      let payload = bytes(members["payload"]),
      let signature = base64(members["signature"], bytes: 64)
    else { return nil }
    return .receipt(
      ReceiptRecord(
        id: id, account: account,
        subscription: identifier(members["subscription"], Named.Subscription.self), at: at,
        key: key, payload: payload, signature: signature))
  }

  func entry(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node, required: ["account", "id", "at", "kind", "postings"],
        optional: ["subscription", "receipt", "reverses"]),
      let account = identifier(members["account"], Named.Account.self),
      let id = identifier(members["id"], Named.Entry.self), let at = instant(members["at"]),
      let kind = members["kind"].flatMap({ reader.word($0, LedgerEntry.Kind.self) }),
      let list = members["postings"]
    else { return nil }
    let postings = reader.items(list).compactMap(posting)
    if postings.isEmpty { reader.note(list, "the entry moves nothing", "write its postings") }
    return .entry(
      LedgerRecord(
        account: account, id: id, at: at,
        subscription: identifier(members["subscription"], Named.Subscription.self),
        receipt: identifier(members["receipt"], Named.Receipt.self),
        reverses: identifier(members["reverses"], Named.Entry.self),
        entry: LedgerEntry(kind: kind, postings: postings)))
  }

  private func posting(_ node: DocumentNode) -> Posting? {
    guard let members = reader.mapping(node, required: ["from", "to", "amount"]),
      let source = members["from"].flatMap({ reader.word($0, LedgerAccount.self) }),
      let destination = members["to"].flatMap({ reader.word($0, LedgerAccount.self) }),
      let place = members["amount"], let amount = money(place)
    else { return nil }
    guard amount.minorUnits >= 0 else {
      reader.note(place, "the amount is negative", "exchange `from` and `to`")
      return nil
    }
    return Posting(source: source, destination: destination, amount: amount)
  }

  func event(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node, required: ["account", "sequence", "at", "event", "body", "hash"],
        optional: ["subscription", "personal"]),
      let account = identifier(members["account"], Named.Account.self),
      let sequence = members["sequence"].flatMap({ reader.integer($0, in: 1...Int.max) }),
      let at = instant(members["at"]), let type = members["event"].flatMap(reader.text),
      let body = bytes(members["body"]), let hash = hexadecimal(members["hash"], bytes: 32)
    else { return nil }
    return .event(
      EventRecord(
        account: account, sequence: Int64(sequence), at: at,
        subscription: identifier(members["subscription"], Named.Subscription.self), type: type,
        body: body, hash: hash, personal: members["personal"].flatMap(personal)))
  }

  private func personal(_ node: DocumentNode) -> EventRecord.PersonalPart? {
    guard let members = reader.mapping(node, required: ["salt", "data"], optional: ["person"]),
      let salt = base64(members["salt"], bytes: 16), let data = bytes(members["data"])
    else { return nil }
    return EventRecord.PersonalPart(
      person: identifier(members["person"], Named.Person.self), salt: salt, data: data)
  }

  func message(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(
        node, required: ["account", "id", "at", "kind", "recipient", "language", "title", "body"],
        optional: ["subscription", "receipt", "person"]),
      let account = identifier(members["account"], Named.Account.self),
      let id = identifier(members["id"], Named.Message.self), let at = instant(members["at"]),
      let kind = members["kind"].flatMap(reader.text),
      let recipient = members["recipient"].flatMap({ reader.word($0, Role.self) }),
      let language = members["language"].flatMap(reader.text),
      let title = members["title"].flatMap(reader.text),
      let body = members["body"].flatMap(reader.text)
    else { return nil }
    return .message(
      OutboxRecord(
        account: account, id: id,
        subscription: identifier(members["subscription"], Named.Subscription.self),
        receipt: identifier(members["receipt"], Named.Receipt.self), at: at,
        kind: NoticeKind(stored: kind), recipient: recipient,
        person: identifier(members["person"], Named.Person.self), language: language, title: title,
        body: body))
  }

  func edition(_ node: DocumentNode) -> TransferRow? {
    guard
      let members = members(node, required: ["id", "digest", "document", "proof", "added"]),
      let id = edition(named: members["id"]), let place = members["digest"],
      let digest = hexadecimal(place, bytes: 32),
      let document = members["document"].flatMap(reader.text),
      let proof = bytes(members["proof"]), let added = instant(members["added"])
    else { return nil }
    guard Hash.sha256(Array(document.utf8)) == digest else {
      reader.note(place, "it is not the digest of the document", "export the edition again")
      return nil
    }
    return .edition(
      EditionRecord(id: id, digest: digest, document: document, proof: proof, added: added))
  }
}
