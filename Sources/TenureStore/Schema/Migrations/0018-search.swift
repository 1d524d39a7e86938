extension Migration {
  /// What support agents find people and subscriptions by.
  static let search = Migration(
    "0018-search", tables: [],
    [
      .sql("ALTER TABLE people ADD COLUMN name_key {text}"),
      .sql("UPDATE people SET name_key = \(lowerCase("name")) WHERE name IS NOT NULL"),
      .sql("CREATE INDEX people_by_name ON people (name_key, account)"),
      // Of an expression, so that nobody who knows the account as well reads it.
      .sql("CREATE INDEX subscriptions_by_id ON subscriptions (lower(id))"),
    ])

  /// Neither engine's `lower` knows more than A to Z, so the other letters of the languages that
  /// people of these databases are written to in are told one by one.
  private static func lowerCase(_ column: String) -> String {
    let others = "ÆØÅÄÖÜÉÈÁÓĀČĒĢĪĶĻŅŠŪŽ"
    return others.reduce("lower(\(column))") { "replace(\($0), '\($1)', '\($1.lowercased())')" }
  }
}
