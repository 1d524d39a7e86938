extension Migration {
  /// What a worker needs to keep dates: how far each subscription was brought, who works on what,
  /// and what must not go.
  static let work = Migration(
    "0009-work", tables: ["claims", "holds"],
    [
      .sql("ALTER TABLE subscriptions ADD COLUMN settled {integer}"),
      .sql("ALTER TABLE subscriptions ADD COLUMN deletion_warned {integer}"),
      .sql("ALTER TABLE subscriptions ADD COLUMN deletion_begun {integer}"),
      .sql("ALTER TABLE subscriptions ADD COLUMN past_due_since {integer}"),
      .sql(
        """
        ALTER TABLE subscriptions ADD COLUMN charged_back {integer} NOT NULL DEFAULT 0
          CONSTRAINT subscriptions_charged_back CHECK (charged_back IN (0, 1))
        """),
      .sql("ALTER TABLE subscriptions ADD COLUMN base {text}"),
      .sql(
        """
        CREATE INDEX subscriptions_by_base ON subscriptions (account, base)
        WHERE base IS NOT NULL
        """),
      .sql("ALTER TABLE accounts ADD COLUMN clock {integer}"),
      .sql("ALTER TABLE accounts ADD COLUMN due {integer}"),
      .sql("ALTER TABLE accounts ADD COLUMN last_used {integer}"),
      .sql("ALTER TABLE accounts ADD COLUMN inactivity_told {integer}"),
      .sql("ALTER TABLE accounts ADD COLUMN blocked {integer}"),
      .sql("CREATE INDEX accounts_by_due ON accounts (due, id) WHERE due IS NOT NULL"),
      .sql(
        """
        CREATE TABLE claims (
          account {text} NOT NULL REFERENCES accounts (id),
          subscription {text} NOT NULL,
          worker {text} NOT NULL,
          until {integer} NOT NULL,
          attempts {integer} NOT NULL,
          problem {text},
          set_aside {integer},
          PRIMARY KEY (account, subscription),
          CONSTRAINT claims_worker CHECK (worker <> ''),
          CONSTRAINT claims_attempts CHECK (attempts >= 0),
          CONSTRAINT claims_set_aside CHECK (set_aside IS NULL OR problem IS NOT NULL)
        ){narrow}
        """),
      .sql("CREATE INDEX claims_set_aside ON claims (set_aside) WHERE set_aside IS NOT NULL"),
      .sql(
        """
        CREATE TABLE holds (
          account {text} NOT NULL REFERENCES accounts (id),
          id {text} NOT NULL,
          reason {text} NOT NULL,
          legal {integer} NOT NULL,
          placed_by {text} NOT NULL,
          placed {integer} NOT NULL,
          until {integer},
          released {integer},
          released_by {text},
          PRIMARY KEY (account, id),
          CONSTRAINT holds_reason CHECK (reason <> ''),
          CONSTRAINT holds_legal CHECK (legal IN (0, 1)),
          CONSTRAINT holds_until CHECK (until > placed),
          CONSTRAINT holds_released CHECK ((released IS NULL) = (released_by IS NULL))
        ){narrow}
        """),
      .sql("CREATE INDEX holds_in_force ON holds (account) WHERE released IS NULL"),
    ])
}
