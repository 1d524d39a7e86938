import FoundationEssentials
import TenureTesting
import Testing

/// Random histories on each engine against the naive model.
@Suite struct SimulationTests {
  @Test func historiesOnSQLiteAreThoseOfTheModel() async throws {
    EngineTally.count("SQLite")
    try await Histories(perHistory: 150, total: 3_000).run { try await SQLiteDisk() }
  }

  #if PostgreSQL
    @Test func historiesOnPostgreSQLAreThoseOfTheModel() async throws {
      EngineTally.count("PostgreSQL")
      try await Histories(perHistory: 150, total: 600).run { try await PostgresDisk() }
    }
  #endif
}
