public import TenureDomain
import TenurePolicy

/// Checks a live database: that everything the server promised holds. It changes nothing.
public struct Doctor: Sendable {
  private let store: any Store
  private let shelf: PolicyShelf
  private let keys: KeyRing
  private let zones: ZoneShelf
  private let inspection: (any StoreInspection)?

  /// - Parameters:
  ///   - keys: those whose signatures count, retired ones included.
  ///   - inspection: what the database can tell of itself; nil leaves that out.
  public init(
    store: any Store, shelf: PolicyShelf, keys: SigningKeys, zones: ZoneShelf = ZoneShelf(),
    inspection: (any StoreInspection)?
  ) {
    self.store = store
    self.shelf = shelf
    self.keys = keys.ring
    self.zones = zones
    self.inspection = inspection
  }

  /// Looks at everything, an account at a time and in pages, so that memory stays small.
  ///
  /// Each account is looked at in one consistent picture; the server goes on meanwhile.
  ///
  /// - Throws: `StoreError` if the database cannot be read, and `CancellationError`.
  public func examine(
    at now: Timestamp, progress: @Sendable (DoctorProgress) -> Void = { _ in }
  ) async throws -> DoctorReport {
    var work = Work(keys: keys.keySet)
    try await examineDatabase(&work)
    try await examineEditions(&work)
    try await examineKeys(&work)
    try await examineDueWork(&work, at: now)
    work.findings.add(try await store.read { try FindingList.safeguards(at: now, $0) })
    var place: AccountID?
    while true {
      let page = PageRequest(after: place, limit: WholeList.page)
      let accounts = try await store.read { try $0.accounts(AccountSearch(), page) }
      for account in accounts {
        try Task.checkCancellation()
        try await examine(account, &work)
        progress(work.progress)
      }
      guard accounts.count == page.limit, let last = accounts.last else { break }
      place = last.id
    }
    return DoctorReport(
      at: "\(now)", tzdata: zones.version, counts: work.counts, findings: work.findings.sorted,
      unlisted: work.findings.unlisted)
  }

  private func examineDatabase(_ work: inout Work) async throws {
    guard let inspection else { return }
    for finding in try await inspection.inspect() {
      work.findings.fault(
        "database.\(finding.check)", at: "the database", finding.problem, finding.remedy)
    }
  }

  private func examineEditions(_ work: inout Work) async throws {
    let (used, stored) = try await store.read { (try $0.editionsInUse(), try $0.editions()) }
    for id in shelf.editions {
      work.editions["\(id)"] = shelf.digest(of: id).map(Hexadecimal.text)
    }
    work.counts.editions = work.editions.count
    for id in shelf.missing(from: used) {
      work.findings.fault(
        "edition.missing", at: "edition \(id)",
        "subscriptions are pinned to it, but it is not served here",
        "put its document back into Policies, or run `tenure policy add FILE`")
    }
    for record in stored {
      if Hash.sha256([UInt8](record.document.utf8)) != record.digest {
        work.findings.fault(
          "edition.digest", at: "edition \(record.id)",
          "the document in the database is not the one that was proved", Remedy.restore)
      } else if shelf.digest(of: record.id) != record.digest {
        work.findings.warning(
          "edition.stale", at: "edition \(record.id)",
          "this server does not serve the document in the database", "start it again")
      }
    }
    for fault in shelf.refused {
      work.findings.add(
        DoctorFinding(
          .note, "edition.refused", place: fault.file, problem: fault.problem,
          remedy: fault.remedy))
    }
  }

  private func examineKeys(_ work: inout Work) async throws {
    let shared = try await store.read { try $0.setting(KeyAgreement.setting) }
    switch KeyAgreement(shared: shared, keys: keys) {
    case .agreed, .unclaimed: return
    case .ahead:
      work.findings.warning(
        "keys.shared", at: "setting \(KeyAgreement.setting)",
        "the keys were rotated, and the database was not told", "start the server again")
    case .different(let shared):
      work.findings.fault(
        "keys.shared", at: "setting \(KeyAgreement.setting)",
        "the servers of this database sign with `\(shared)`, this one with "
          + "`\(keys.active.thumbprint)`", "give this server the others' key file")
    }
  }

  /// What nobody carries out, and what could not be carried out.
  private func examineDueWork(_ work: inout Work, at now: Timestamp) async throws {
    var place: WorkPlace?
    while true {
      let page = PageRequest(after: place, limit: WholeList.page)
      let failed = try await store.read { try $0.failedWork(page) }
      for failure in failed { work.findings.add(DoctorFinding(failure)) }
      guard failed.count == page.limit, let last = failed.last else { break }
      place = last.place
    }
    let oldest = try await store.read { try $0.backlog() }.oldest
    if let oldest, oldest < now.adding(hours: -1) {
      // Nothing is lost by it, so it is no fault of the database.
      work.findings.add(
        DoctorFinding(
          .note, "work.late", place: "the worker",
          problem: "something has been due since \(oldest)",
          remedy: "run the server, or `tenure worker` beside a PostgreSQL database"))
    }
  }

  private func examine(_ account: AccountRecord, _ work: inout Work) async throws {
    let (shelf, zones) = (shelf, zones)
    let examination = try await store.read {
      try AccountExamination(of: account, $0, shelf: shelf, zones: zones)
    }
    work.add(examination)
    let receipts = try await receipts(of: account.id, work)
    work.counts.receipts += receipts.receipts
    work.findings.add(receipts.findings)
    // Acts go on between the two pictures, so a difference is looked at again in one.
    guard receipts.marks != examination.marks else { return }
    work.findings.add(
      try await store.read { try ReceiptComparison.findings(of: account.id, $0) })
  }

  /// Signatures take long to check, so nothing is held in the database meanwhile.
  private func receipts(of account: AccountID, _ work: Work) async throws -> ReceiptCheck {
    var check = ReceiptCheck(account, keys: work.keys, editions: work.editions)
    var place: ReceiptID?
    while true {
      try Task.checkCancellation()
      let page = PageRequest(after: place, limit: WholeList.page)
      let receipts = try await store.read { try $0.receipts(of: account, page) }
      for receipt in receipts { check.check(receipt) }
      guard receipts.count == page.limit, let last = receipts.last else { return check }
      place = last.id
    }
  }
}

/// What a check has found so far.
private struct Work {
  let keys: KeySet
  var counts = DoctorCounts()
  var findings = FindingList()
  /// The digests of the editions served here, in hexadecimal, by name.
  var editions: [String: String] = [:]

  init(keys: KeySet) {
    self.keys = keys
  }

  mutating func add(_ examination: AccountExamination) {
    counts.accounts += examination.counts.accounts
    counts.events += examination.counts.events
    counts.personalParts += examination.counts.personalParts
    counts.entries += examination.counts.entries
    counts.subscriptions += examination.counts.subscriptions
    findings.add(examination.findings)
  }

  var progress: DoctorProgress {
    DoctorProgress(
      accounts: counts.accounts, events: counts.events, receipts: counts.receipts,
      findings: findings.count)
  }
}
