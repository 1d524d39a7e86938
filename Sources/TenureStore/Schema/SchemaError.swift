/// Why a server does not start on a database.
public enum SchemaError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The database has a migration that this version does not know.
  case newer(migration: String, version: String)
  /// A migration was carried out with another text than this version has.
  case changed(migration: String, version: String)
  /// Migrations have not been carried out, and nobody asked for it.
  case pending([String])
  /// What must hold before or after a migration does not.
  case refused(migration: String, complaint: String, rows: [String])

  public var description: String {
    switch self {
    case .newer(let migration, let version):
      """
      the database was migrated by tenure \(version), which knows `\(migration)`; this version \
      does not: run tenure \(version) or newer
      """
    case .changed(let migration, let version):
      """
      tenure \(version) carried out `\(migration)` with another text than this version has; run \
      that version, or restore a back-up made by a released one
      """
    case .pending(let names):
      "migrations have not been carried out: \(names.joined(separator: ", ")); run `tenure migrate`"
    case .refused(let migration, let complaint, let rows):
      """
      `\(migration)` was not carried out, because \(complaint): \
      \(rows.prefix(5).joined(separator: ", "))
      """
    }
  }
}
