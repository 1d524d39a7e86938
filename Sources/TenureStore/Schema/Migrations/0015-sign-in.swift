extension Migration {
  /// Sessions that speak for a program's key, and single-use codes to sign in with.
  ///
  /// A table of its own for the former: keys belong to no account, so these sessions are not to be
  /// found by one, and nothing that exists needs to be written anew.
  static let signIn = Migration(
    "0015-sign-in", tables: ["key_sessions", "sign_in_codes"],
    [
      .sql(
        """
        CREATE TABLE key_sessions (
          key {text} NOT NULL REFERENCES keys (id),
          id {text} NOT NULL,
          hash {bytes} NOT NULL,
          created {integer} NOT NULL,
          expires {integer} NOT NULL,
          ended {integer},
          PRIMARY KEY (key, id),
          CONSTRAINT key_sessions_hash CHECK (length(hash) = 32),
          CONSTRAINT key_sessions_expires CHECK (expires > created)
        ){table}
        """),
      .sql("CREATE UNIQUE INDEX key_sessions_by_hash ON key_sessions (hash)"),
      .sql("CREATE UNIQUE INDEX key_sessions_by_id ON key_sessions (id)"),
      .sql(
        """
        CREATE TABLE sign_in_codes (
          identifier {text} NOT NULL PRIMARY KEY,
          hash {bytes} NOT NULL,
          account {text},
          person {text},
          key {text} REFERENCES keys (id),
          created {integer} NOT NULL,
          expires {integer} NOT NULL,
          tries {integer} NOT NULL,
          used {integer},
          FOREIGN KEY (account, person) REFERENCES people (account, id),
          CONSTRAINT sign_in_codes_hash CHECK (length(hash) = 32),
          CONSTRAINT sign_in_codes_subject CHECK (
            (account IS NULL) = (person IS NULL) AND (person IS NULL) <> (key IS NULL)),
          CONSTRAINT sign_in_codes_expires CHECK (expires > created),
          CONSTRAINT sign_in_codes_tries CHECK (tries >= 0)
        ){narrow}
        """),
      .sql("CREATE INDEX sign_in_codes_by_instant ON sign_in_codes (created)"),
    ])
}
