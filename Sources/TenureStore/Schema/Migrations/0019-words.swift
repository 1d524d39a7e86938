extension Migration {
  /// The words that came after the tables which hold them: ends for want of payment, and money that
  /// was received. A database that was made with all of them stays as it is.
  static let words = Migration(
    "0019-words", tables: [],
    [
      .widen(
        Widening(
          table: "subscriptions", column: "ending_cause", constraint: "subscriptions_ending",
          check: """
            (ending_cause IS NULL) = (ending_at IS NULL)
            AND (ending_cause IS NULL) = (ending_date IS NULL)
            AND ending_cause IN {words EndingCause}
            """)),
      .widen(
        Widening(
          table: "entries", column: "kind", constraint: "entries_kind",
          check: "kind IN {words EntryKind}")),
      .widen(
        Widening(
          table: "postings", column: "source", constraint: "postings_source",
          check: "source IN {words LedgerAccount}")),
      .widen(
        Widening(
          table: "postings", column: "destination", constraint: "postings_destination",
          check: "destination IN {words LedgerAccount}")),
    ])
}
