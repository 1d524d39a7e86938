extension Migration {
  static let credentials = Migration(
    "0006-credentials", tables: ["keys", "sessions"],
    [
      .sql(
        """
        CREATE TABLE keys (
          id {text} NOT NULL PRIMARY KEY,
          hash {bytes} NOT NULL,
          label {text} NOT NULL,
          scopes {text} NOT NULL,
          account {text} REFERENCES accounts (id),
          role {text},
          created {integer} NOT NULL,
          revoked {integer},
          last_used {integer},
          CONSTRAINT keys_hash CHECK (length(hash) = 32),
          CONSTRAINT keys_role CHECK (role IN {words Role})
        ){table}
        """),
      .sql(
        """
        CREATE TABLE sessions (
          account {text} NOT NULL,
          person {text} NOT NULL,
          id {text} NOT NULL,
          hash {bytes} NOT NULL,
          created {integer} NOT NULL,
          expires {integer} NOT NULL,
          ended {integer},
          PRIMARY KEY (account, person, id),
          FOREIGN KEY (account, person) REFERENCES people (account, id),
          CONSTRAINT sessions_hash CHECK (length(hash) = 32),
          CONSTRAINT sessions_expires CHECK (expires > created)
        ){table}
        """),
      .sql("CREATE UNIQUE INDEX sessions_by_hash ON sessions (hash)"),
      .sql("CREATE UNIQUE INDEX sessions_by_id ON sessions (id)"),
    ])
}
