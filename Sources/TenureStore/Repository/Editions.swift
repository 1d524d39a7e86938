import TenureDomain
import TenureEngine

extension SQLTransaction {
  func editions() throws -> [EditionRecord] {
    try records(EditionRow.list, [], of: "editions") { row in
      EditionRecord(
        id: EditionID(family: try row.text(), date: try row.date()), digest: try row.bytes(),
        document: try row.text(), proof: try row.bytes(), added: try row.instant())
    }
  }

  func insert(_ edition: EditionRecord) throws {
    try run(
      EditionRow.insert,
      [
        .text(edition.id.family), .date(edition.id.date), .bytes(edition.digest),
        .text(edition.document), .bytes(edition.proof), .instant(edition.added),
      ])
  }

  func setting(_ name: String) throws -> String? {
    try record(EditionRow.setting, [.text(name)], of: "settings") { try $0.text() }
  }

  func set(_ name: String, to value: String) throws {
    try run(EditionRow.set, [.text(name), .text(value)])
  }
}

/// The statements about editions and settings.
enum EditionRow {
  static let list = Statement(
    "SELECT family, date, digest, document, proof, added FROM editions ORDER BY family, date")

  static let insert = Statement(
    """
    INSERT INTO editions (family, date, digest, document, proof, added)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    """)

  static let setting = Statement("SELECT value FROM settings WHERE name = ?1")

  static let set = Statement(
    """
    INSERT INTO settings (name, value) VALUES (?1, ?2)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value
    """)
}
