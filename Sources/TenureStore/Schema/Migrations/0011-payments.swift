extension Migration {
  /// What is to be collected and what came of it, the product keys that were redeemed, and which
  /// subscriptions have add-ons.
  static let payments = Migration(
    "0011-payments", tables: ["payments", "product_keys"],
    [
      .sql(
        """
        ALTER TABLE subscriptions ADD COLUMN has_add_ons {integer} NOT NULL DEFAULT 0
          CONSTRAINT subscriptions_has_add_ons CHECK (has_add_ons IN (0, 1))
        """),
      .sql("CREATE TABLE payments (\(paymentColumns),\n\(paymentConstraints)\n){table}"),
      .sql("CREATE INDEX payments_by_state ON payments (state, account, id)"),
      .sql(
        """
        CREATE INDEX payments_to_collect ON payments (next_attempt, account, id)
        WHERE next_attempt IS NOT NULL
        """),
      .sql("CREATE INDEX payments_by_subscription ON payments (account, subscription, id)"),
      // Nothing is charged twice for the same cycle.
      .sql(
        """
        CREATE UNIQUE INDEX payments_once_a_cycle ON payments (account, subscription, cycle_start)
        WHERE cycle_start IS NOT NULL
        """),
      .sql(
        """
        CREATE TABLE product_keys (
          account {text} NOT NULL,
          hash {bytes} NOT NULL,
          subscription {text} NOT NULL,
          at {integer} NOT NULL,
          PRIMARY KEY (account, hash),
          FOREIGN KEY (account, subscription) REFERENCES subscriptions (account, id),
          CONSTRAINT product_keys_hash CHECK (length(hash) = 32)
        ){narrow}
        """),
      .sql("CREATE UNIQUE INDEX product_keys_redeemed_once ON product_keys (hash)"),
      .refuse(["UPDATE", "DELETE"], on: "product_keys"),
    ])

  private static let paymentColumns = """
      account {text} NOT NULL REFERENCES accounts (id),
      id {text} NOT NULL,
      version {integer} NOT NULL,
      subscription {text} NOT NULL,
      at {integer} NOT NULL,
      amount {integer} NOT NULL,
      currency {text} NOT NULL,
      reason {text} NOT NULL,
      cycle_start {integer},
      cycle_end {integer},
      receipt {text},
      charge {text},
      state {text} NOT NULL,
      attempts {integer} NOT NULL,
      asked {integer},
      next_attempt {integer},
      failed_at {integer},
      settled_at {integer},
      settlement {text},
      PRIMARY KEY (account, id)
    """

  private static let paymentConstraints = """
      FOREIGN KEY (account, subscription) REFERENCES subscriptions (account, id),
      FOREIGN KEY (account, receipt) REFERENCES receipts (account, id),
      FOREIGN KEY (account, charge) REFERENCES entries (account, id),
      FOREIGN KEY (account, settlement) REFERENCES entries (account, id),
      CONSTRAINT payments_version CHECK (version >= 1),
      CONSTRAINT payments_amount CHECK (amount > 0 AND length(currency) = 3),
      CONSTRAINT payments_reason CHECK (reason IN {words PaymentReason}),
      CONSTRAINT payments_cycle CHECK (
        (cycle_start IS NULL) = (cycle_end IS NULL) AND cycle_start < cycle_end),
      CONSTRAINT payments_state CHECK (state IN {words PaymentState}),
      CONSTRAINT payments_attempts CHECK (attempts >= 0),
      CONSTRAINT payments_asked CHECK (asked IS NULL OR state IN ('due', 'failed')),
      CONSTRAINT payments_next_attempt CHECK (
        next_attempt IS NULL OR state IN ('due', 'failed')),
      CONSTRAINT payments_failed_at CHECK (state <> 'failed' OR failed_at IS NOT NULL),
      CONSTRAINT payments_settled_at CHECK (
        (settled_at IS NULL) = (state IN ('due', 'failed')))
    """
}
