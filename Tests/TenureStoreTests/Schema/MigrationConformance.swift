import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct MigrationConformance {
  private static let first = Migration(
    "0001-things", tables: ["things"],
    [.sql("CREATE TABLE things (id {text} NOT NULL PRIMARY KEY){table}")])

  private static func second(
    before: [Migration.Check] = [], after: [Migration.Check] = []
  ) -> Migration {
    Migration(
      "0002-colours", tables: ["colours"], before: before, after: after,
      [
        .sql("CREATE TABLE colours (id {text} NOT NULL PRIMARY KEY){table}"),
        .sql("INSERT INTO colours (id) VALUES ('blue')"),
      ])
  }

  private static let emptyThings = Migration.Check(
    complaint: "things must be empty", faults: "SELECT id FROM things")

  @Test(arguments: StoreUnderTest.all)
  func anEmptyDatabaseGetsThemAll(engine: StoreUnderTest) async throws {
    try await engine.withEngine { sql in
      let migrator = Migrator(version: "1.0.0")
      let names = Migration.all.map(\.name)
      #expect(try await migrator.pending(in: sql) == names)
      #expect(try await migrator.migrate(sql, at: Sample.now) == names)
      #expect(try await migrator.pending(in: sql) == [])
      #expect(try await migrator.migrate(sql, at: Sample.now) == [])
      let tables = try await sql.read { session in
        try session.rows(session.dialect.spelling.tables, []).map(Migrator.text)
      }
      #expect(Set(tables) == Set(Migration.all.flatMap(\.tables) + ["migrations"]))
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func migratorsAtTheSameTimeTakeTurns(engine: StoreUnderTest) async throws {
    try await engine.withEngine { sql in
      let migrator = Migrator(version: "1.0.0")
      let done = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<4 { group.addTask { try await migrator.migrate(sql, at: Sample.now) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(done.sorted() == Migration.all.map(\.name))
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aNewerDatabaseSaysWhichVersionToRun(engine: StoreUnderTest) async throws {
    try await engine.withEngine { sql in
      _ = try await Migrator([Self.first, Self.second()], version: "2.1.0")
        .migrate(sql, at: Sample.now)
      let old = Migrator([Self.first], version: "1.0.0")
      let expected = SchemaError.newer(migration: "0002-colours", version: "2.1.0")
      await #expect(throws: expected) { try await old.pending(in: sql) }
      await #expect(throws: expected) { try await old.migrate(sql, at: Sample.now) }
      #expect(expected.description.contains("run tenure 2.1.0 or newer"))
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aChangedMigrationIsRefused(engine: StoreUnderTest) async throws {
    try await engine.withEngine { sql in
      _ = try await Migrator([Self.first], version: "1.0.0").migrate(sql, at: Sample.now)
      let changed = Migration(
        "0001-things", tables: ["things"],
        [.sql("CREATE TABLE things (id {text} NOT NULL PRIMARY KEY, n {integer}){table}")])
      await #expect(throws: SchemaError.changed(migration: "0001-things", version: "1.0.0")) {
        try await Migrator([changed], version: "1.0.1").migrate(sql, at: Sample.now)
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aCheckThatFailsLeavesEverythingAsItWas(engine: StoreUnderTest) async throws {
    try await engine.withEngine { sql in
      _ = try await Migrator([Self.first], version: "1").migrate(sql, at: Sample.now)
      try await sql.write { session in
        try session.run(Statement("INSERT INTO things (id) VALUES ('x')"), [], expecting: 1)
      }
      let refused = SchemaError.refused(
        migration: "0002-colours", complaint: "things must be empty", rows: ["x"])
      for migration in [
        Self.second(before: [Self.emptyThings]), Self.second(after: [Self.emptyThings]),
      ] {
        let migrator = Migrator([Self.first, migration], version: "2")
        await #expect(throws: refused) { try await migrator.migrate(sql, at: Sample.now) }
        #expect(try await migrator.pending(in: sql) == ["0002-colours"])
      }
      let migrator = Migrator([Self.first, Self.second()], version: "2")
      #expect(try await migrator.migrate(sql, at: Sample.now) == ["0002-colours"])
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aTableOfAnotherProgramIsLeftAlone(engine: StoreUnderTest) async throws {
    try await engine.withEngine { sql in
      try await sql.write { session in
        try session.run(Statement("CREATE TABLE things (id TEXT)"), [], expecting: nil)
      }
      await #expect(
        throws: SchemaError.refused(
          migration: "0001-things", complaint: "a table exists already", rows: ["things"])
      ) {
        try await Migrator([Self.first], version: "1").migrate(sql, at: Sample.now)
      }
    }
  }

  /// A column that was made when its vocabulary had fewer words.
  @Test(arguments: StoreUnderTest.all)
  func newWordsReachATableThatExists(engine: StoreUnderTest) async throws {
    let old = Migration(
      "0001-things", tables: ["things"],
      [
        .sql(
          """
          CREATE TABLE things (
            id {text} NOT NULL PRIMARY KEY,
            kind {text},
            CONSTRAINT things_kind CHECK (id <> '' AND kind IN ('charge')),
            CONSTRAINT things_id CHECK (length(id) < 9)
          ){table}
          """)
      ])
    let new = Migration(
      "0002-words", tables: [],
      [
        .widen(
          Migration.Widening(
            table: "things", column: "kind", constraint: "things_kind",
            check: "id <> '' AND kind IN {words EntryKind}"))
      ])
    try await engine.withEngine { sql in
      @Sendable func insert(_ id: String, _ kind: String) async throws {
        try await sql.write { session in
          try session.run(
            Statement("INSERT INTO things (id, kind) VALUES (?1, ?2)"), [.text(id), .text(kind)],
            expecting: 1)
        }
      }
      _ = try await Migrator([old], version: "1").migrate(sql, at: Sample.now)
      try await insert("a", "charge")
      await #expect(throws: StoreError.self) { try await insert("b", "payment") }
      _ = try await Migrator([old, new], version: "2").migrate(sql, at: Sample.now)
      try await insert("b", "payment")
      await #expect(throws: StoreError.self) { try await insert("c", "nonsense") }
      await #expect(throws: StoreError.self) { try await insert("far-too-long", "payment") }
      let found = try await sql.read { session in
        try session.rows(Statement("SELECT id, kind FROM things ORDER BY id"), [])
          .map(Migrator.text)
      }
      #expect(found == ["a/charge", "b/payment"])
    }
  }

  @Test func everyMigrationHasItsNumber() {
    for (index, migration) in Migration.all.enumerated() {
      let number = "\(index + 1)"
      let zeros = String(repeating: "0", count: 4 - number.count)
      #expect(migration.name.hasPrefix("\(zeros)\(number)-"))
    }
  }
}
