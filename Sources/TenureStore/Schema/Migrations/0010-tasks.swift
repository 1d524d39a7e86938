extension Migration {
  /// What the operator's product is asked to do.
  static let tasks = Migration(
    "0010-tasks", tables: ["tasks"],
    [
      .sql("CREATE TABLE tasks (\(columns),\n\(constraints)\n){table}"),
      .sql("CREATE INDEX tasks_by_id ON tasks (id)"),
      .sql("CREATE INDEX tasks_by_subscription ON tasks (account, subscription, id)"),
      .sql("CREATE INDEX tasks_by_state ON tasks (state, id)"),
      .sql("CREATE INDEX tasks_by_kind ON tasks (kind, id)"),
      .sql(
        """
        CREATE INDEX tasks_to_claim ON tasks (kind, ready, account, id) WHERE finished IS NULL
        """),
      .sql("CREATE INDEX tasks_lapsing ON tasks (state, ready) WHERE state = 'claimed'"),
      .sql("CREATE INDEX tasks_irreversible ON tasks (not_before) WHERE kind <> 'export'"),
      .sql(
        """
        CREATE INDEX tasks_to_escalate ON tasks (escalate_at) WHERE finished IS NULL
        """),
      .sql(
        """
        CREATE INDEX tasks_escalated ON tasks (gone_by)
        WHERE finished IS NULL AND escalated IS NOT NULL
        """),
      .sql("CREATE INDEX tasks_by_secret ON tasks (link_secret) WHERE link_secret IS NOT NULL"),
    ])

  private static let columns = """
      account {text} NOT NULL REFERENCES accounts (id),
      id {text} NOT NULL,
      version {integer} NOT NULL,
      subscription {text},
      person {text},
      kind {text} NOT NULL,
      asked_by {text} NOT NULL,
      created {integer} NOT NULL,
      not_before {integer} NOT NULL,
      gone_by {integer},
      state {text} NOT NULL,
      ready {integer} NOT NULL,
      worker {text},
      attempts {integer} NOT NULL,
      percent {integer} NOT NULL,
      note {text},
      problem {text},
      link {text},
      link_expires {integer},
      link_secret {bytes},
      fetched {integer},
      escalate_at {integer},
      escalated {integer},
      finished {integer},
      PRIMARY KEY (account, id),
      FOREIGN KEY (account, subscription) REFERENCES subscriptions (account, id),
      FOREIGN KEY (account, person) REFERENCES people (account, id)
    """

  private static let constraints = """
      CONSTRAINT tasks_version CHECK (version >= 1),
      CONSTRAINT tasks_kind CHECK (kind IN {words TaskKind}),
      CONSTRAINT tasks_state CHECK (state IN {words TaskState}),
      CONSTRAINT tasks_subscription CHECK (kind = 'storage-deletion' OR subscription IS NOT NULL),
      CONSTRAINT tasks_asked_by CHECK (asked_by <> ''),
      CONSTRAINT tasks_attempts CHECK (attempts >= 0),
      CONSTRAINT tasks_claimed CHECK (
        (state <> 'claimed' AND state <> 'done') OR (worker IS NOT NULL AND attempts >= 1)),
      CONSTRAINT tasks_percent CHECK (percent BETWEEN 0 AND 100),
      CONSTRAINT tasks_link CHECK (
        (link IS NULL) = (link_expires IS NULL)
        AND (link IS NULL OR (kind = 'export' AND state = 'done'))
        AND (link IS NOT NULL OR (link_secret IS NULL AND fetched IS NULL))),
      CONSTRAINT tasks_link_secret CHECK (length(link_secret) = 32),
      CONSTRAINT tasks_failed CHECK (
        state <> 'failed' OR (kind = 'export' AND problem IS NOT NULL)),
      CONSTRAINT tasks_escalation CHECK (
        gone_by IS NOT NULL OR (escalate_at IS NULL AND escalated IS NULL)),
      CONSTRAINT tasks_finished CHECK (
        (finished IS NULL) = (state IN ('waiting', 'claimed')) AND finished >= created)
    """
}
