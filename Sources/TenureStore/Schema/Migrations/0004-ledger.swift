extension Migration {
  static let ledger = Migration(
    "0004-ledger", tables: ["receipts", "entries", "postings", "outbox"],
    [
      .sql(
        """
        CREATE TABLE receipts (
          account {text} NOT NULL REFERENCES accounts (id),
          id {text} NOT NULL,
          subscription {text},
          at {integer} NOT NULL,
          signing_key {text} NOT NULL,
          payload {bytes} NOT NULL,
          signature {bytes} NOT NULL,
          PRIMARY KEY (account, id),
          FOREIGN KEY (account, subscription) REFERENCES subscriptions (account, id),
          CONSTRAINT receipts_payload CHECK (length(payload) > 0),
          CONSTRAINT receipts_signature CHECK (length(signature) = 64)
        ){table}
        """),
      .sql("CREATE INDEX receipts_by_id ON receipts (id)"),
      .refuse(["UPDATE", "DELETE"], on: "receipts"),
      .sql(
        """
        CREATE TABLE entries (
          account {text} NOT NULL REFERENCES accounts (id),
          id {text} NOT NULL,
          at {integer} NOT NULL,
          kind {text} NOT NULL,
          subscription {text},
          receipt {text},
          reverses {text},
          PRIMARY KEY (account, id),
          FOREIGN KEY (account, subscription) REFERENCES subscriptions (account, id),
          FOREIGN KEY (account, receipt) REFERENCES receipts (account, id),
          FOREIGN KEY (account, reverses) REFERENCES entries (account, id),
          CONSTRAINT entries_kind CHECK (kind IN {words EntryKind}),
          CONSTRAINT entries_reverses CHECK (reverses IS NULL OR kind = 'reversal'),
          CONSTRAINT entries_reversed_once UNIQUE (account, reverses)
        ){table}
        """),
      .refuse(["UPDATE", "DELETE"], on: "entries"),
      .sql(
        """
        CREATE TABLE postings (
          account {text} NOT NULL,
          entry {text} NOT NULL,
          position {integer} NOT NULL,
          source {text} NOT NULL,
          destination {text} NOT NULL,
          amount {integer} NOT NULL,
          currency {text} NOT NULL,
          PRIMARY KEY (account, entry, position),
          FOREIGN KEY (account, entry) REFERENCES entries (account, id),
          CONSTRAINT postings_position CHECK (position >= 0),
          CONSTRAINT postings_source CHECK (source IN {words LedgerAccount}),
          CONSTRAINT postings_destination CHECK (destination IN {words LedgerAccount}),
          CONSTRAINT postings_move CHECK (source <> destination),
          CONSTRAINT postings_amount CHECK (amount >= 0),
          CONSTRAINT postings_currency CHECK (length(currency) = 3)
        ){narrow}
        """),
      .refuse(["UPDATE", "DELETE"], on: "postings"),
      .sql(
        """
        CREATE TABLE outbox (
          account {text} NOT NULL REFERENCES accounts (id),
          id {text} NOT NULL,
          subscription {text},
          receipt {text},
          at {integer} NOT NULL,
          subject {text} NOT NULL,
          recipient {text} NOT NULL,
          PRIMARY KEY (account, id),
          FOREIGN KEY (account, subscription) REFERENCES subscriptions (account, id),
          FOREIGN KEY (account, receipt) REFERENCES receipts (account, id),
          CONSTRAINT outbox_recipient CHECK (recipient IN {words Role})
        ){narrow}
        """),
      .sql("CREATE INDEX outbox_by_id ON outbox (id)"),
    ])
}
