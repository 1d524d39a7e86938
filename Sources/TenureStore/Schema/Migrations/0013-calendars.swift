extension Migration {
  /// The addresses that calendar programs read an account's dates at, and what they were told.
  static let calendars = Migration(
    "0013-calendars", tables: ["feeds", "calendar_entries"],
    [
      .sql(
        """
        CREATE TABLE feeds (
          account {text} NOT NULL REFERENCES accounts (id),
          id {text} NOT NULL,
          hash {bytes} NOT NULL,
          label {text} NOT NULL,
          language {text},
          created_by {text} NOT NULL,
          created {integer} NOT NULL,
          revoked {integer},
          PRIMARY KEY (account, id),
          CONSTRAINT feeds_hash CHECK (length(hash) = 32),
          CONSTRAINT feeds_created_by CHECK (created_by <> '')
        ){narrow}
        """),
      .sql("CREATE UNIQUE INDEX feeds_by_hash ON feeds (hash)"),
      .sql(
        """
        CREATE TABLE calendar_entries (
          account {text} NOT NULL,
          subscription {text} NOT NULL,
          kind {text} NOT NULL,
          ordinal {integer} NOT NULL,
          date {integer} NOT NULL,
          sequence {integer} NOT NULL,
          cancelled {integer} NOT NULL,
          passed {integer} NOT NULL,
          modified {integer} NOT NULL,
          PRIMARY KEY (account, subscription, kind, ordinal),
          FOREIGN KEY (account, subscription) REFERENCES subscriptions (account, id),
          CONSTRAINT calendar_entries_kind CHECK (kind <> ''),
          CONSTRAINT calendar_entries_ordinal CHECK (ordinal >= 1),
          CONSTRAINT calendar_entries_sequence CHECK (sequence >= 0),
          CONSTRAINT calendar_entries_cancelled CHECK (cancelled IN (0, 1)),
          CONSTRAINT calendar_entries_passed CHECK (passed IN (0, 1)),
          CONSTRAINT calendar_entries_end CHECK (cancelled + passed <= 1)
        ){narrow}
        """),
    ])
}
