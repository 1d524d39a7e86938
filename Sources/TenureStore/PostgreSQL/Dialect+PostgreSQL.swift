extension DialectSpelling {
  static let postgresql = DialectSpelling(
    integer: "BIGINT",
    text: #"TEXT COLLATE "C""#,
    bytes: "BYTEA",
    tableEnd: "",
    narrowTableEnd: "",
    // Rows that refer to a locked one can still be inserted.
    rowLock: " FOR NO KEY UPDATE",
    isJSON: { "\($0)::jsonb IS NOT NULL" },
    refusal: { operation, table in
      [
        """
        CREATE OR REPLACE FUNCTION \(table)_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION '\(table) is append-only'
            USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        """
        CREATE TRIGGER \(table)_refuse_\(operation.lowercased()) BEFORE \(operation) ON \(table)
        FOR EACH ROW EXECUTE FUNCTION \(table)_refuse()
        """,
      ]
    },
    widening: postgresqlWidening,
    tables: Statement(
      "SELECT tablename::text FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"),
    // The number says `tenure` in ASCII.
    migrationLock: Statement("SELECT 1 FROM pg_advisory_xact_lock(128026086177381)"),
    noTimeLimit: Statement(
      """
      SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)
      """),
    claim: Statement(
      """
      SELECT CASE WHEN pg_try_advisory_xact_lock(hashtextextended(?1, 0)) THEN 1 ELSE 0 END::bigint
      """),
    // The number says `worker` in ASCII.
    claimLock: Statement("SELECT 1 FROM pg_advisory_xact_lock(131320266646898)"),
    clock: Statement("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"))

  private static func postgresqlWidening(_ widening: Migration.Widening) -> [String] {
    let check = SchemaTemplate.expand(widening.check, postgresql)
    return [
      """
      ALTER TABLE \(widening.table) DROP CONSTRAINT \(widening.constraint),
        ADD CONSTRAINT \(widening.constraint) CHECK (\(check))
      """
    ]
  }
}
