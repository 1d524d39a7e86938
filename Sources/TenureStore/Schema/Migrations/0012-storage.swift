extension Migration {
  /// What people keep in the cloud, and how far the clocks of those over their quota have come
  /// (CON-S3 to CON-S8).
  static let storage = Migration(
    "0012-storage", tables: ["storage"],
    [
      .sql(
        """
        CREATE TABLE storage (
          account {text} NOT NULL,
          person {text} NOT NULL,
          used {integer} NOT NULL,
          mail {integer},
          reported {integer} NOT NULL,
          settled {integer} NOT NULL,
          over_since {integer},
          over_told {integer},
          freeze_told {integer},
          frozen_told {integer},
          reopened {integer},
          deletion_warned {integer},
          deletion_begun {integer},
          PRIMARY KEY (account, person),
          FOREIGN KEY (account, person) REFERENCES people (account, id),
          CONSTRAINT storage_used CHECK (used >= 0 AND mail >= 0),
          CONSTRAINT storage_settled CHECK (settled >= reported),
          CONSTRAINT storage_over CHECK (
            over_since IS NOT NULL
            OR (over_told IS NULL AND freeze_told IS NULL AND frozen_told IS NULL
              AND reopened IS NULL AND deletion_warned IS NULL))
        ){narrow}
        """)
    ])
}
