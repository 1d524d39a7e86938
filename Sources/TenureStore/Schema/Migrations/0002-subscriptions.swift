extension Migration {
  static let subscriptions = Migration(
    "0002-subscriptions", tables: ["subscriptions", "milestones"],
    [
      .sql("CREATE TABLE subscriptions (\(columns),\n\(constraints)\n){table}"),
      .sql("CREATE INDEX subscriptions_by_state ON subscriptions (state, account, id)"),
      .sql("CREATE INDEX subscriptions_by_product ON subscriptions (product, account, id)"),
      .sql("CREATE INDEX subscriptions_by_channel ON subscriptions (channel, account, id)"),
      .sql("CREATE INDEX subscriptions_by_due ON subscriptions (due, account, id)"),
      .sql("CREATE INDEX subscriptions_by_edition ON subscriptions (edition)"),
      .sql(
        """
        CREATE TABLE milestones (
          account {text} NOT NULL,
          subscription {text} NOT NULL,
          kind {text} NOT NULL,
          date {integer} NOT NULL,
          at {integer} NOT NULL,
          PRIMARY KEY (account, subscription, kind),
          FOREIGN KEY (account, subscription) REFERENCES subscriptions (account, id),
          CONSTRAINT milestones_kind CHECK (kind IN {words MilestoneKind})
        ){narrow}
        """),
      .sql("CREATE INDEX milestones_by_instant ON milestones (at, account, subscription)"),
    ])

  private static let columns = """
      account {text} NOT NULL REFERENCES accounts (id),
      id {text} NOT NULL,
      version {integer} NOT NULL,
      edition {text} NOT NULL,
      pinned {integer} NOT NULL,
      product {text},
      kind {text} NOT NULL,
      state {text} NOT NULL,
      channel {text} NOT NULL,
      started_at {integer},
      started_on {integer},
      term_start {integer},
      term_end {integer},
      anchor {integer},
      interval {text},
      renewed {integer} NOT NULL,
      price_amount {integer},
      price_currency {text},
      price_per {text},
      price_every {text},
      licenses_purchased {integer},
      licenses_assigned {integer},
      recurring_billing {integer},
      renews_once {integer} NOT NULL,
      scheduled_by_seller {integer} NOT NULL,
      payment_method {text},
      past_due {integer} NOT NULL,
      shared_with {text} NOT NULL,
      ending_cause {text},
      ending_at {integer},
      ending_date {integer},
      deletion_requested {integer},
      trial_extended {integer} NOT NULL,
      additions {text} NOT NULL,
      licenses_at_renewal {integer},
      over_assigned_since {integer},
      refunded_amount {integer},
      refunded_currency {text},
      account_closed {integer} NOT NULL,
      created {integer} NOT NULL,
      due {integer},
      last_receipt {text},
      PRIMARY KEY (account, id)
    """

  private static let constraints = """
      CONSTRAINT subscriptions_version CHECK (version >= 1),
      CONSTRAINT subscriptions_edition CHECK (edition LIKE '%_@____-__-__'),
      CONSTRAINT subscriptions_kind CHECK (kind IN {words SubscriptionKind}),
      CONSTRAINT subscriptions_state CHECK (state IN {words SubscriptionState}),
      CONSTRAINT subscriptions_channel CHECK (channel IN {words Channel}),
      CONSTRAINT subscriptions_started CHECK (started_at IS NULL OR started_on IS NULL),
      CONSTRAINT subscriptions_term CHECK (
        (term_start IS NULL) = (term_end IS NULL) AND term_start < term_end),
      CONSTRAINT subscriptions_interval CHECK (interval IN {words BillingInterval}),
      CONSTRAINT subscriptions_price CHECK (
        (price_amount IS NULL) = (price_currency IS NULL)
        AND (price_amount IS NULL) = (price_per IS NULL)
        AND (price_amount IS NULL) = (price_every IS NULL)
        AND price_amount >= 0 AND length(price_currency) = 3 AND price_per IN {words PriceUnit}
        AND price_every IN {words BillingInterval}),
      CONSTRAINT subscriptions_licenses CHECK (
        licenses_purchased >= 0 AND licenses_assigned >= 0 AND licenses_at_renewal >= 0),
      CONSTRAINT subscriptions_payment_method CHECK (payment_method IN {words PaymentMethod}),
      CONSTRAINT subscriptions_flags CHECK (
        pinned IN (0, 1) AND renewed IN (0, 1) AND renews_once IN (0, 1)
        AND scheduled_by_seller IN (0, 1) AND past_due IN (0, 1) AND trial_extended IN (0, 1)
        AND account_closed IN (0, 1)),
      CONSTRAINT subscriptions_recurring_billing CHECK (recurring_billing IN (0, 1)),
      CONSTRAINT subscriptions_shared_with CHECK ({json shared_with}),
      CONSTRAINT subscriptions_additions CHECK ({json additions}),
      CONSTRAINT subscriptions_ending CHECK (
        (ending_cause IS NULL) = (ending_at IS NULL)
        AND (ending_cause IS NULL) = (ending_date IS NULL)
        AND ending_cause IN {words EndingCause}),
      CONSTRAINT subscriptions_refunded CHECK (
        (refunded_amount IS NULL) = (refunded_currency IS NULL)
        AND refunded_amount >= 0 AND length(refunded_currency) = 3)
    """
}
