extension Migration {
  /// Messages as they will be read: what each is about, in whose language, in which words. Those
  /// that were written before hold no words.
  static let messages = Migration(
    "0014-messages", tables: [],
    [
      .sql("ALTER TABLE outbox RENAME COLUMN subject TO kind"),
      .sql("UPDATE outbox SET kind = 'act.' || kind"),
      .sql("ALTER TABLE outbox ADD COLUMN person {text}"),
      .sql("ALTER TABLE outbox ADD COLUMN language {text} NOT NULL DEFAULT 'en'"),
      .sql("ALTER TABLE outbox ADD COLUMN title {text} NOT NULL DEFAULT ''"),
      .sql("ALTER TABLE outbox ADD COLUMN body {text} NOT NULL DEFAULT ''"),
    ])
}
