import Crypto
import TenureDomain
import TenureEngine

@testable import TenureStore

extension Simulation {
  /// Compares everything with the book.
  func compare() async throws {
    let places = subscriptions.indices.filter { touched?.contains($0) ?? true }
    for kept in places.map({ subscriptions[$0] }) {
      let expected = kept.book.passed(to: now).view(at: now)
      try Deviation.unless("\(kept.id) of \(kept.account)", expected, try await view(of: kept))
      try await compareMilestones(of: kept)
    }
    let parties = Set(places.map { subscriptions[$0].book.party })
    for party in NaiveParty.allCases where parties.contains(party) {
      try await compareHistory(of: party)
    }
    for kept in places.map({ subscriptions[$0] }) {
      try Deviation.unless(
        "how long the history of \(kept.id) is", kept.book.history.count, kept.seen)
    }
    try await compareMarks()
    try await compareLedger()
  }

  /// A subscription as everybody reads it, in one line.
  func view(of kept: Kept) async throws -> String {
    let engine = process.engine
    let body = try await engine.subscription(kept.id, of: kept.account, by: Process.caller).body
    let timeline = try await engine.timeline(of: kept.id, in: kept.account, by: Process.caller)
      .body.timeline
    let term = body.term.map { "\($0.start)/\($0.end)" } ?? "none"
    let dates = timeline.milestones.map { "\($0.milestone) \($0.date)" }.sorted()
    return """
      \(body.kind) \(body.state), users/admins \(body.access?.users ?? "?")/\
      \(body.access?.admins ?? "?"), term \(term) renewed \(body.renewed), \
      \(body.product ?? "none"), \
      licenses \(body.licenses.assigned ?? -1)/\(body.licenses.purchased ?? -1) then \
      \(body.licensesAtRenewal ?? -1), renews \(body.recurringBilling ?? false), \
      pays \(body.paymentMethod ?? "none"), ended \(body.ending?.cause ?? "no") \
      \(body.ending?.date ?? ""), dates: \(dates.joined(separator: ", "))
      """
  }

  private func compareMilestones(of kept: Kept) async throws {
    let today = kept.book.day(of: kept.written)
    let rows = try await process.engine.store.read {
      try $0.milestones(of: kept.id, of: kept.account)
    }
    let stored = rows.filter { $0.date > today }.map { "\($0.kind.rawValue) \($0.date)" }.sorted()
    let expected = kept.book.timeline(at: kept.written).filter { $0.value > today }
      .map { "\($0.key) \($0.value)" }.sorted()
    try Deviation.unless("the stored dates of \(kept.id)", expected, stored)
  }

  /// Each event once, in its order, and each holding on to the one before.
  private func compareHistory(of party: NaiveParty) async throws {
    guard var account = parties[party] else { return }
    let (id, sequence) = (AccountID(stored: party.rawValue), account.sequence)
    let events = try await process.engine.store.read {
      try $0.events(of: id, subscription: nil, PageRequest(after: sequence, limit: 100_000))
    }
    for event in events {
      account.sequence += 1
      try Deviation.unless("the number of an event of \(id)", account.sequence, event.sequence)
      account.hash = Array(SHA256.hash(data: account.hash + event.body))
      try Deviation.unless("the hash of event \(event.sequence) of \(id)", account.hash, event.hash)
      guard let place = subscriptions.firstIndex(where: { $0.id == event.subscription }) else {
        continue
      }
      let kept = subscriptions[place]
      try Deviation.unless(
        "event \(kept.seen + 1) of \(kept.id)",
        kept.seen < kept.book.history.count ? kept.book.history[kept.seen] : "nothing",
        try HistoryLine.text(event))
      subscriptions[place].seen += 1
    }
    parties[party] = account
  }

  private func compareMarks() async throws {
    let rows = try await process.disk.truth.read { try $0.rows(.marks, []) }
    for row in rows {
      guard case .text(let id) = row[0],
        let kept = subscriptions.first(where: { $0.id.text == id }),
        // Without an ending the marks of an earlier one mean nothing.
        kept.book.cause != nil
      else { continue }
      let expected = [kept.book.warned, kept.book.begun].map { instant in
        instant.map { SQLValue.integer($0.microseconds) } ?? .null
      }
      try Deviation.unless("when \(id) was warned of its deletion", expected, Array(row[1...2]))
    }
  }

  private func compareLedger() async throws {
    let rows = try await process.disk.truth.read { try $0.rows(.ledger, []) }
    var found: [String: [String]] = [:]
    for row in rows {
      guard case .text(let id) = row[0], case .text(let kind) = row[1],
        case .integer(let amount) = row[2]
      else { continue }
      found[id, default: []].append("\(kind) \(amount)")
    }
    for kept in subscriptions {
      let book = kept.book
      let expected = book.ledger + (book.setOff > 0 ? ["set off \(book.setOff)"] : [])
      try Deviation.unless(
        "the ledger of \(kept.id)", expected.sorted(), (found[kept.id.text] ?? []).sorted())
    }
  }

  /// The version of each subscription as it is stored.
  func versions() async throws -> [String: Int64] {
    let rows = try await process.disk.truth.read { try $0.rows(.versions, []) }
    var versions: [String: Int64] = [:]
    for row in rows {
      guard case .text(let id) = row[0], case .integer(let version) = row[1] else { continue }
      versions[id] = version
    }
    return versions
  }
}

extension NaiveSubscription {
  /// The same line as the model has it.
  func view(at now: Timestamp) -> String {
    let dates = timeline(at: now).map { "\($0.key) \($0.value)" }.sorted()
    return """
      \(kind.rawValue) \(state.rawValue), users/admins \(access), \
      term \(start)/\(end) renewed \(renewed), \(product), \
      licenses \(assigned)/\(purchased) then \(atRenewal ?? -1), renews \(renews), \
      pays \(method), ended \(cause?.rawValue ?? "no") \(endedOn.map { "\($0)" } ?? ""), \
      dates: \(dates.joined(separator: ", "))
      """
  }
}

extension Statement {
  fileprivate static let versions = Statement("SELECT id, version FROM subscriptions")
  fileprivate static let marks = Statement(
    "SELECT id, deletion_warned, deletion_begun FROM subscriptions")
  fileprivate static let ledger = Statement(
    """
    SELECT e.subscription, e.kind, CAST(sum(p.amount) AS bigint) FROM entries e
    JOIN postings p ON p.account = e.account AND p.entry = e.id
    GROUP BY e.account, e.id, e.subscription, e.kind
    UNION ALL
    SELECT e.subscription, 'set off', CAST(sum(p.amount) AS bigint) FROM entries e
    JOIN postings p ON p.account = e.account AND p.entry = e.id
    WHERE e.kind = 'void' AND p.source <> 'revenue:subscriptions' GROUP BY e.subscription
    """)
}
