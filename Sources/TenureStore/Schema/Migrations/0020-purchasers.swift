extension Migration {
  /// Who bought a subscription for themselves, to which payment method it is charged, and which
  /// product it has from the next renewal on.
  static let purchasers = Migration(
    "0020-purchasers", tables: [],
    [
      .sql("ALTER TABLE subscriptions ADD COLUMN purchaser {text}"),
      .sql("ALTER TABLE subscriptions ADD COLUMN product_at_renewal {text}"),
      .sql(
        """
        ALTER TABLE subscriptions ADD COLUMN method {text}
          CONSTRAINT subscriptions_method CHECK (method <> '')
        """),
    ])
}
