#if PostgreSQL
  import TenureEngine
  import Testing

  @testable import TenureStore

  @Suite struct PostgresValueTests {
    @Test(arguments: [
      SQLValue.integer(0), .integer(-1), .integer(Int64.max), .integer(Int64.min),
      .text(""), .text("Ærøskøbing ’ \" \\ \n 🧾"), .bytes([]), .bytes([0, 1, 0x5c, 0x27, 0xff]),
    ])
    func aValueComesBackAsItWas(value: SQLValue) async throws {
      try await withPostgres { engine in
        let rows = try await engine.read { try $0.rows("SELECT ?1", [value]) }
        #expect(rows == [[value]])
      }
    }

    @Test func aValueComesBackFromATable() async throws {
      try await withPostgres { engine in
        let row: SQLRow = [.integer(-42), .text("x'y"), .bytes([0, 255]), .null]
        let rows = try await engine.write { session in
          try session.run("CREATE TABLE kept (i bigint, t text, b bytea, n bigint)")
          try session.run("INSERT INTO kept VALUES (?1, ?2, ?3, ?4)", row, expecting: 1)
          return try session.rows("SELECT i, t, b, n FROM kept")
        }
        #expect(rows == [row])
      }
    }

    /// 9 223 372 036 854 775 807 is the largest; a sum of bigints is numeric to PostgreSQL.
    @Test(arguments: [0, 7, -10_000, 20_000, 123_456_789_012, Int64.max, Int64.min])
    func aSumIsAWholeNumber(value: Int64) async throws {
      try await withPostgres { engine in
        let rows = try await engine.read { session in
          try session.rows("SELECT sum(x) FROM (VALUES (?1)) AS t (x)", [.integer(value)])
        }
        #expect(rows == [[.integer(value)]])
      }
    }

    @Test func aSumBeyond64BitsIsSaid() async throws {
      try await withPostgres { engine in
        await #expect(throws: StoreError.self) {
          try await engine.read { session in
            try session.rows(
              "SELECT sum(x) FROM (VALUES (?1), (?1)) AS t (x)", [.integer(Int64.max)])
          }
        }
      }
    }

    @Test func smallerTypesAreIntegersAndATruthIsOneOrNought() async throws {
      try await withPostgres { engine in
        let rows = try await engine.read { session in
          try session.rows("SELECT -2::smallint, -3::int, 1 = 1, 1 = 2, '{\"a\": 1}'::jsonb")
        }
        #expect(
          rows == [[.integer(-2), .integer(-3), .integer(1), .integer(0), .text("{\"a\": 1}")]])
      }
    }

    @Test func aTypeThatIsNotReadIsSaid() async throws {
      try await withPostgres { engine in
        let error = await #expect(throws: StoreError.self) {
          try await engine.read { try $0.rows("SELECT now()") }
        }
        #expect("\(String(describing: error))".contains("cast it"))
        let rows = try await engine.read { try $0.rows("SELECT 1") }
        #expect(rows == [[.integer(1)]])
      }
    }

    @Test func aNullFitsAnyTypeInAnyOrder() async throws {
      try await withPostgres { engine in
        let rows = try await engine.write { session in
          try session.run("CREATE TABLE kept (i bigint, t text)")
          let insert = "INSERT INTO kept VALUES (?1, ?2)"
          try session.run(insert, [.null, .text("a")], expecting: 1)
          try session.run(insert, [.integer(1), .null], expecting: 1)
          try session.run(insert, [.integer(2), .text("b")], expecting: 1)
          return try session.rows("SELECT i, t FROM kept ORDER BY t NULLS LAST")
        }
        #expect(
          rows == [[.null, .text("a")], [.integer(2), .text("b")], [.integer(1), .null]])
      }
    }

    @Test func textWithAZeroByteIsRefusedAndNotCut() async throws {
      try await withPostgres { engine in
        await #expect(throws: StoreError.self) {
          try await engine.read { try $0.rows("SELECT ?1", [.text("a\0b")]) }
        }
      }
    }
  }

  @Suite struct StatementTextTests {
    @Test func placeholdersBecomeDollarsOutsideQuotes() {
      let text = "SELECT ?1, '?2 it''s ?3', \"a?4\", ?12"
      #expect(
        StatementText.withDollars(text) == "SELECT $1, '?2 it''s ?3', \"a?4\", $12")
    }

    @Test(arguments: [
      ("INSERT INTO a (b, c) VALUES ($1, length($2))", true),
      ("INSERT INTO a\nVALUES ($1)\n", true),
      ("INSERT INTO a VALUES ($1), ($2)", false),
      ("INSERT INTO a VALUES ($1) ON CONFLICT DO NOTHING", false),
      ("INSERT INTO a SELECT b FROM c", false),
      ("INSERT INTO a VALUES (')')", false),
      ("UPDATE a SET b = 1", false),
    ])
    func onlyOneRowOfValuesNeedsNoCount(text: String, addsOneRow: Bool) {
      #expect(StatementText.addsOneRowOrFails(text) == addsOneRow)
    }

    @Test func anExpectationAddsReturningOnce() {
      #expect(
        StatementText.expecting(2, of: "UPDATE a SET b = 1")
          == "WITH changed AS (UPDATE a SET b = 1 RETURNING 1) "
          + "SELECT 1 / (count(*) = 2)::int FROM changed")
      #expect(!StatementText.expecting(1, of: "DELETE FROM a returning b").contains("RETURNING 1"))
    }
  }
#endif
