extension Migration {
  /// What people asked for that a support agent sees to. Phone, time, note and outcome are
  /// personal: they go with the person.
  static let cases = Migration(
    "0016-cases", tables: ["cases"],
    [
      .sql(
        """
        CREATE TABLE cases (
          account {text} NOT NULL REFERENCES accounts (id),
          id {text} NOT NULL,
          version {integer} NOT NULL,
          person {text},
          subscription {text},
          kind {text} NOT NULL,
          phone {text},
          language {text} NOT NULL,
          best_time {text},
          note {text},
          act {text},
          opened_by {text} NOT NULL,
          created {integer} NOT NULL,
          state {text} NOT NULL,
          done {integer},
          done_by {text},
          outcome {text},
          PRIMARY KEY (account, id),
          FOREIGN KEY (account, person) REFERENCES people (account, id),
          FOREIGN KEY (account, subscription) REFERENCES subscriptions (account, id),
          CONSTRAINT cases_version CHECK (version >= 1),
          CONSTRAINT cases_kind CHECK (kind IN {words CaseKind}),
          CONSTRAINT cases_phone CHECK (length(phone) >= 1 AND length(phone) <= 40),
          CONSTRAINT cases_opened_by CHECK (opened_by <> ''),
          CONSTRAINT cases_state CHECK (state IN {words CaseState}),
          CONSTRAINT cases_done CHECK (
            (done IS NULL) = (state = 'open') AND (done IS NULL) = (done_by IS NULL)
            AND (done IS NOT NULL OR outcome IS NULL))
        ){table}
        """),
      .sql("CREATE INDEX cases_by_id ON cases (id)"),
      .sql("CREATE INDEX cases_by_state ON cases (state, id)"),
      .sql(
        """
        CREATE INDEX cases_by_person ON cases (account, person, id) WHERE person IS NOT NULL
        """),
    ])
}
