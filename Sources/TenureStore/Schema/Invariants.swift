import TenureEngine

/// What must hold of the rows and what no constraint of the schema can say. Each statement returns
/// what offends, at most a hundred of it.
enum Invariants {
  static let all: [(name: String, offenders: Statement)] = [
    (
      "entries-have-postings",
      Statement(
        """
        SELECT e.account, e.id FROM entries e WHERE NOT EXISTS (
          SELECT 1 FROM postings p WHERE p.account = e.account AND p.entry = e.id) LIMIT 100
        """)
    ),
    (
      "entries-have-one-currency",
      Statement(
        """
        SELECT account, entry FROM postings GROUP BY account, entry
        HAVING min(currency) <> max(currency) LIMIT 100
        """)
    ),
    (
      "chains-end-at-their-last-event",
      Statement(
        """
        SELECT c.account FROM chains c WHERE c.sequence > 0 AND NOT EXISTS (
          SELECT 1 FROM events e WHERE e.account = c.account AND e.sequence = c.sequence
            AND e.hash = c.hash) LIMIT 100
        """)
    ),
    (
      "events-have-no-gaps",
      Statement(
        """
        SELECT c.account FROM chains c WHERE c.sequence <> (
          SELECT count(*) FROM events e WHERE e.account = c.account) LIMIT 100
        """)
    ),
    (
      "accounts-have-chains",
      Statement(
        """
        SELECT a.id FROM accounts a WHERE NOT EXISTS (
          SELECT 1 FROM chains c WHERE c.account = a.id) LIMIT 100
        """)
    ),
    (
      "last-receipts-exist",
      Statement(
        """
        SELECT s.account, s.id FROM subscriptions s WHERE s.last_receipt IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM receipts r
            WHERE r.account = s.account AND r.id = s.last_receipt) LIMIT 100
        """)
    ),
    (
      "batches-count-their-items",
      Statement(
        """
        SELECT b.account, b.id FROM batches b WHERE b.done <> (
          SELECT count(*) FROM batch_items i WHERE i.account = b.account AND i.batch = b.id
            AND i.outcome IS NOT NULL) OR b.total <> (
          SELECT count(*) FROM batch_items i WHERE i.account = b.account AND i.batch = b.id)
        LIMIT 100
        """)
    ),
  ]

  /// Checks a consistent picture of a live database.
  static func faults(_ engine: some SQLEngine) async throws -> [DatabaseFault] {
    try await engine.read { session in
      if let patience = session.dialect.spelling.noTimeLimit {
        _ = try session.rows(patience, [])
      }
      return try all.flatMap { check in
        try session.rows(check.offenders, []).map {
          DatabaseFault(check: check.name, finding: Migrator.text($0))
        }
      }
    }
  }
}
