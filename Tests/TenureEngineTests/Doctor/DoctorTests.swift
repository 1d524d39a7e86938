import TenureDomain
import TenureEngine
import Testing

/// Tampers with a real database, and sees that the doctor finds it.
@Suite struct DoctorTests {
  private func kinds(_ report: DoctorReport) -> Set<String> { Set(report.findings.map(\.kind)) }

  // One account, one person, one subscription: three events. Two acts: two events and two receipts;
  // the cancelled one pays back. Both acts came with feedback, and the person has a name: three
  // personal parts.
  @Test func `a sound database has no findings, and everything was looked at`() async throws {
    let world = try DoctorWorld()
    try await world.build()
    let report = try await world.examine()
    #expect(report.findings == [])
    #expect(report.isHealthy)
    #expect(report.counts.accounts == 1)
    #expect(report.counts.events == 5)
    #expect(report.counts.personalParts == 3)
    #expect(report.counts.receipts == 2)
    #expect(report.counts.entries == 1)
    #expect(report.counts.subscriptions == 1)
    #expect(report.counts.editions == 7)
    #expect(report.tzdata != nil)
  }

  @Test(arguments: [
    // The history.
    ("UPDATE events SET body = CAST('{}' AS BLOB) WHERE sequence = 3", ["chain.hash"]),
    (
      "UPDATE events SET hash = zeroblob(32) WHERE sequence = 3",
      ["chain.hash"]
    ),
    (
      "DELETE FROM events WHERE sequence = 3",
      ["chain.gap", "chain.hash", "database.events-have-no-gaps"]
    ),
    (
      "DELETE FROM event_personal WHERE sequence = 5; DELETE FROM events WHERE sequence = 5",
      ["chain.head", "receipt.unrecorded"]
    ),
    ("UPDATE chains SET sequence = 4", ["chain.head"]),
    ("UPDATE event_personal SET data = CAST('{}' AS BLOB)", ["event.personal"]),
    ("UPDATE event_personal SET salt = zeroblob(16)", ["event.personal"]),
    // Receipts.
    (
      "UPDATE receipts SET payload = CAST(replace(payload, 'unnecessary', 'unheard-of') AS BLOB)",
      ["receipt.signature"]
    ),
    ("UPDATE receipts SET signature = zeroblob(64)", ["receipt.signature"]),
    ("UPDATE receipts SET signing_key = 'unknown'", ["receipt.key"]),
    ("UPDATE receipts SET at = at + 1", ["receipt.place"]),
    (
      """
      UPDATE subscriptions SET last_receipt = NULL; DELETE FROM outbox; DELETE FROM postings;
      DELETE FROM entries; DELETE FROM answers; DELETE FROM receipts
      """, ["receipt.missing"]
    ),
    // Money.
    ("DELETE FROM postings", ["ledger.postings", "database.entries-have-postings"]),
    ("UPDATE entries SET kind = 'reversal'", ["ledger.reversal"]),
    // Dates.
    ("UPDATE subscriptions SET due = due + 1", ["subscription.due"]),
    ("UPDATE subscriptions SET due = NULL", ["subscription.due"]),
    ("DELETE FROM milestones WHERE kind = 'deleted'", ["subscription.milestones"]),
    (
      "UPDATE milestones SET at = at + 86400000000 WHERE kind = 'deleted'",
      ["subscription.milestones"]
    ),
    // Editions and settings.
    (
      "UPDATE subscriptions SET edition = 'microsoft-365-business@1999-01-01'",
      ["edition.missing", "subscription.standing"]
    ),
    ("UPDATE settings SET value = 'another' WHERE name = 'receipts.key'", ["keys.shared"]),
    // What only the database itself knows.
    ("DELETE FROM people", ["database.references"]),
  ])
  func `what was changed past Tenure is found`(statements: String, expected: [String]) async throws
  {
    let world = try DoctorWorld()
    try await world.build()
    try world.tamper(statements)
    let report = try await world.examine()
    #expect(kinds(report).isSuperset(of: expected), "found \(report.findings)")
    #expect(!report.isHealthy)
    #expect(report.findings.allSatisfy { !$0.problem.isEmpty && !$0.remedy.isEmpty })
  }

  @Test func `one changed event is one finding`() async throws {
    let world = try DoctorWorld()
    try await world.build()
    try world.tamper("UPDATE events SET body = CAST('{}' AS BLOB) WHERE sequence = 3")
    let report = try await world.examine()
    #expect(report.findings.map(\.kind) == ["chain.hash"])
    #expect(report.findings.first?.place == "account acc_1, event 3")
    #expect(report.findings.first?.severity == .fault)
  }

  @Test func `an erased person leaves a sound database`() async throws {
    let world = try DoctorWorld()
    try await world.build()
    _ = try await world.serve { engine, _ in
      try await engine.erasePerson(
        PersonID(stored: "per_1"), of: DoctorWorld.account, by: .console)
    }
    let report = try await world.examine()
    #expect(report.findings == [])
    #expect(report.counts.personalParts == 0)
  }

  @Test func `receipts of a retired key are sound, and a lost key is named`() async throws {
    let world = try DoctorWorld()
    try await world.build()
    let secret = [UInt8](repeating: 7, count: 32)
    let rotated = SigningKeys(try #require(world.keys.ring.rotated(to: secret, at: world.now)))
    let ahead = try await world.examine(keys: rotated)
    #expect(ahead.findings.map(\.kind) == ["keys.shared"])
    #expect(ahead.findings.first?.severity == .warning)
    _ = try await world.serve(keys: rotated) { engine, _ in
      let agreement = try await engine.keys.agree(in: engine.store)
      #expect(agreement == .agreed)
    }
    #expect(try await world.examine(keys: rotated).findings == [])
    let stranger = SigningKeys(try #require(KeyRing(secret: secret)))
    #expect(kinds(try await world.examine(keys: stranger)) == ["receipt.key"])
    #expect(kinds(try await world.examine()) == ["keys.shared"])
  }

  @Test func `progress tells how far the check has come`() async throws {
    let world = try DoctorWorld()
    try await world.build()
    try await world.serve { engine, _ in
      try await confirmation(expectedCount: 1) { told in
        _ = try await Doctor(
          store: engine.store, shelf: engine.shelf, keys: engine.keys, inspection: nil
        ).examine(at: world.now) { progress in
          #expect(progress.accounts == 1)
          #expect(progress.events == 5)
          told()
        }
      }
    }
  }
}
