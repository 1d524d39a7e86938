extension Migration {
  static let answers = Migration(
    "0005-answers", tables: ["answers"],
    [
      .sql(
        """
        CREATE TABLE answers (
          caller {text} NOT NULL,
          request_key {text} NOT NULL,
          fingerprint {bytes} NOT NULL,
          at {integer} NOT NULL,
          status {integer} NOT NULL,
          receipt {text},
          body {bytes},
          version {integer},
          PRIMARY KEY (caller, request_key),
          CONSTRAINT answers_request_key CHECK (length(request_key) BETWEEN 1 AND 255),
          CONSTRAINT answers_status CHECK (status BETWEEN 100 AND 599),
          CONSTRAINT answers_fingerprint CHECK (length(fingerprint) = 32)
        ){table}
        """),
      .sql("CREATE INDEX answers_by_instant ON answers (at)"),
    ])
}
