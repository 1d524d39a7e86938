extension Migration {
  /// Who bought a subscription for themselves, and to which payment method it is charged.
  static let purchasers = Migration(
    "0020-purchasers", tables: [],
    [
      .sql("ALTER TABLE subscriptions ADD COLUMN purchaser {text}"),
      .sql(
        """
        ALTER TABLE subscriptions ADD COLUMN method {text}
          CONSTRAINT subscriptions_method CHECK (method <> '')
        """),
    ])
}
