import TenureDomain

/// Follows the history of one account, event by event.
struct ChainCheck: Sendable {
  private let place: String
  private var head = Chain.start
  private(set) var events = 0
  private(set) var personalParts = 0
  private(set) var findings = FindingList()
  /// The receipts that the events name.
  private(set) var marks = ReceiptMarks()
  /// When each subscription was last changed, by its own events.
  private(set) var changed: [SubscriptionID: Timestamp] = [:]

  init(_ account: AccountID) {
    place = "account \(account)"
  }

  mutating func follow(_ event: EventRecord) {
    events += 1
    let place = "\(place), event \(event.sequence)"
    if event.sequence != head.sequence + 1 {
      findings.fault(
        "chain.gap", at: place, "the event before it has the number \(head.sequence)",
        Remedy.restore)
    }
    if event.hash != Chain.hash(after: head.hash, body: event.body) {
      findings.fault(
        "chain.hash", at: place,
        "its hash is not that of its body and of the event before it", Remedy.restore)
    }
    // Goes on from what is stored, so that one change is found once.
    head = ChainHead(sequence: event.sequence, hash: event.hash)
    checkBody(of: event, place)
    if let subscription = event.subscription, event.type != EventType.answered {
      changed[subscription] = max(changed[subscription] ?? event.at, event.at)
    }
  }

  private mutating func checkBody(of event: EventRecord, _ place: String) {
    guard let body = try? JSONText.value(EventBodyParts.self, event.body) else {
      findings.fault("event.body", at: place, "its body is not JSON", Remedy.restore)
      return
    }
    if let receipt = body.receipt { marks.add(receipt) }
    guard let part = event.personal else { return }
    personalParts += 1
    if body.personal != Hexadecimal.text(part.digest) {
      findings.fault(
        "event.personal", at: place, "its personal part is not the one that its body names",
        Remedy.restore)
    }
  }

  /// Compares the end of the history with where the store says it ends.
  mutating func finish(at stored: ChainHead) {
    guard stored != head else { return }
    findings.fault(
      "chain.head", at: place,
      "its history ends with event \(head.sequence), but the store says \(stored.sequence)"
        + (stored.sequence == head.sequence ? " with another hash" : ""), Remedy.restore)
  }
}

/// What the check reads of an event's body.
private struct EventBodyParts: Decodable {
  /// The hexadecimal SHA-256 of the personal part.
  var personal: String?
  /// The receipt that the act was answered with.
  var receipt: String?
}
