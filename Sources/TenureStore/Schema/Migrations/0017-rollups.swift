extension Migration {
  /// What an operator's overview reads: a few rows for each day, however many subscriptions there
  /// are, and the indexes that a day is counted by.
  static let rollups = Migration(
    "0017-rollups", tables: ["rollup_days", "rollups"],
    [
      .sql(
        """
        CREATE TABLE rollup_days (
          day {integer} NOT NULL PRIMARY KEY,
          taken {integer} NOT NULL,
          final {integer} NOT NULL,
          CONSTRAINT rollup_days_final CHECK (final IN (0, 1))
        ){narrow}
        """),
      .sql(
        """
        CREATE TABLE rollups (
          measure {text} NOT NULL,
          day {integer} NOT NULL,
          label {text} NOT NULL,
          detail {text} NOT NULL,
          value {integer} NOT NULL,
          PRIMARY KEY (measure, day, label, detail),
          CONSTRAINT rollups_measure CHECK (measure IN {words RollupMeasure}),
          CONSTRAINT rollups_value CHECK (value >= 0)
        ){narrow}
        """),
      .sql("CREATE INDEX events_by_instant ON events (at, account, sequence)"),
      .sql("CREATE INDEX entries_refunding ON entries (at) WHERE kind = 'refund'"),
    ])
}
