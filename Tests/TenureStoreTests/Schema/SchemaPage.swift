import TenureEngine

@testable import TenureStore

/// The text of `Documentation/reference/schema.md`.
enum SchemaPage {
  static var markdown: String {
    introduction + Migration.all.map(section).joined()
  }

  private static func section(_ migration: Migration) -> String {
    let statements = migration.steps.map { step in
      switch step {
      case .sql(let text): SchemaTemplate.expand(text, .sqlite) + ";\n"
      case .refuse(let operations, let table):
        "-- \(table) refuses \(operations.joined(separator: " and "))\n"
      case .widen(let widening):
        "-- \(widening.constraint) of \(widening.table) takes the words of today\n"
      }
    }
    return "\n## \(migration.name)\n\n```sql\n\(statements.joined(separator: "\n"))```\n"
  }

  private static let introduction = """
    # The schema

    What the database holds, and what it refuses to hold. Both engines have the same tables,
    columns, constraints and indexes; this page shows them as SQLite is told them. On PostgreSQL
    an `INTEGER` is a `BIGINT`, a `BLOB` a `BYTEA`, `TEXT` is compared byte by byte (`COLLATE
    "C"`), and what only SQLite knows (`STRICT`, `WITHOUT ROWID`) is left out.

    This page is generated from the migrations, and a test keeps it true.
    `TENURE_RECORD=1 swift test --disable-xctest --filter SchemaPageTests` writes it anew.

    ## How to read it

    - **An instant** is a whole number of microseconds since 1970-01-01T00:00:00Z, **a date** a
      whole number of days since 1970-01-01, **an amount** a whole number of the currency's minor
      units, **a truth** 1 or 0. NULL is a fact that nobody has told.
    - **Every key starts with the account**, so that the same schema shards by account. The
      exceptions belong to no account: `answers` to a caller, `keys`, `key_sessions`, `editions` and
      `settings` to the operator, and `sign_in_codes` to whoever has yet to say who it is.
      exceptions belong to no account: `answers` to a caller, `keys`, `editions` and `settings` to
      the operator, `rollup_days` and `rollups` to all together.
    - **Lists that no query looks into** are JSON: `shared_with` (the people a family subscription
      is shared with, by their ids) and `additions` (licenses added in this term, oldest first).
    - **History is append-only**: events, entries, postings, receipts and added editions refuse to
      be changed or deleted, whoever asks. A personal part of an event can be deleted, and not
      changed.
    - **A posting moves an amount** from one account of the ledger to another, so an entry
      balances by construction. A correction is an entry that names the one it takes back, which
      happens once.
    - **No constraint says** that an entry has a posting, that a chain ends at its last event, or
      that a subscription's `last_receipt` exists: a receipt names its subscription, so neither
      could come first. `tenure doctor` checks these, on the live database.
    - A batch may name a subscription that does not exist: its item then says so.

    ## Migrations

    The table `migrations` remembers each migration with the SHA-256 of its text, when it was
    carried out and by which version. A migration is carried out in a transaction of its own,
    after checking that its tables do not exist yet, and before committing that they do. A server
    refuses a database with a migration that it does not know, and names the version to run; and
    one whose migration had another text.

    A released migration never changes. A new word of a vocabulary, such as a new channel, changes
    this page without changing a migration: it then needs a migration that widens the constraint
    in databases that exist.
    """
}
