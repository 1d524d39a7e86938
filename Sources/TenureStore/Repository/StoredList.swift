import FoundationEssentials
import TenureDomain
import TenureEngine

/// The lists of a subscription, as the JSON text that its columns hold.
enum StoredList {
  private struct Person: Codable {
    var name: String
    var storageUsed: Int64?
    var storageMail: Int64?
  }

  private struct Addition: Codable {
    var count: Int
    /// Microseconds since 1970-01-01T00:00:00Z.
    var at: Int64
  }

  static func text(_ people: [SharedPerson]) throws -> String {
    try encode(
      people.map {
        Person(name: $0.name, storageUsed: $0.storage?.used, storageMail: $0.storage?.mail)
      })
  }

  static func text(_ additions: [LicenseAddition]) throws -> String {
    try encode(additions.map { Addition(count: $0.count, at: $0.at.microseconds) })
  }

  static func people(in row: inout RowReader) throws -> [SharedPerson] {
    try decode(Person.self, in: &row).map { person in
      SharedPerson(
        name: person.name,
        storage: person.storageUsed.map { StorageUse(used: $0, mail: person.storageMail) })
    }
  }

  static func additions(in row: inout RowReader) throws -> [LicenseAddition] {
    try decode(Addition.self, in: &row).map {
      LicenseAddition(count: $0.count, at: Timestamp(microseconds: $0.at))
    }
  }

  private static func encode(_ list: [some Encodable]) throws -> String {
    guard !list.isEmpty else { return "[]" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(list), as: UTF8.self)
  }

  private static func decode<Item: Decodable>(
    _ type: Item.Type, in row: inout RowReader
  ) throws -> [Item] {
    let text = try row.text()
    guard text != "[]" else { return [] }
    do {
      return try JSONDecoder().decode([Item].self, from: Data(text.utf8))
    } catch {
      throw row.unreadable("holds a list that cannot be read")
    }
  }
}
