import TenureEngine

extension APIDocuments {
  /// A receipt as a plain page to print.
  ///
  /// - Throws: an error of decoding if the receipt cannot be read.
  func page(of record: ReceiptRecord) throws -> [UInt8] {
    let receipt = try JSONText.value(ReceiptBody.self, record.payload)
    let decision = receipt.decision
    var facts: [[String: String]] = []
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { facts.append(["name": name, "value": value]) }
    }
    add("Asked for", decision.act.name)
    add("Answer", decision.text)
    add("Received", "\(receipt.received.local) (\(receipt.received.timeZone))")
    add("Received, UTC", receipt.received.at)
    add("Account", receipt.account)
    add("Subscription", receipt.subscription)
    add("By", [receipt.actor.kind, receipt.actor.role].joined(separator: ", "))
    add("State", receipt.state)
    add("Comes back", decision.plan?.refund.map { "\($0.amount.amount) \($0.amount.currency)" })
    add("Comes back by", decision.plan?.refund?.dueBy)
    add("Policy", receipt.edition?.id)
    add("SHA-256 of the policy", receipt.edition?.sha256)
    return html(
      [
        "id": receipt.id, "language": receipt.language, "facts": facts,
        "hasReasons": !decision.reasons.isEmpty, "reasons": decision.reasons.map(\.text),
        "hasWays": !decision.waysForward.isEmpty, "ways": decision.waysForward.map(\.text),
        "hasDates": !(receipt.timeline?.milestones.isEmpty ?? true),
        "dates": (receipt.timeline?.milestones ?? []).map { ["date": $0.date, "text": $0.text] },
        "jws": record.compact,
      ], "receipt")
  }
}
