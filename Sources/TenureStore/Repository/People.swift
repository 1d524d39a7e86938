import TenureDomain
import TenureEngine

extension SQLTransaction {
  func people(of account: AccountID, _ page: PageRequest<PersonID>) throws -> [PersonRecord] {
    try PersonRow.people(
      session.rows(
        PersonRow.list,
        [.id(account), .text(page.after?.text ?? ""), .integer(page.limit)]))
  }

  func person(_ id: PersonID, of account: AccountID) throws -> PersonRecord? {
    try PersonRow.people(session.rows(PersonRow.find, [.id(account), .id(id)])).first
  }

  func insert(_ person: PersonRecord) throws {
    try run(PersonRow.insert, PersonRow.values(person) + [.instant(person.created)])
    try insertRoles(person)
  }

  func update(_ person: PersonRecord) throws {
    try run(PersonRow.update, PersonRow.values(person))
    try session.run(PersonRow.removeRoles, [.id(person.account), .id(person.id)], expecting: nil)
    try insertRoles(person)
  }

  private func insertRoles(_ person: PersonRecord) throws {
    for (position, role) in person.roles.enumerated() {
      try run(
        PersonRow.insertRole,
        [.id(person.account), .id(person.id), .integer(position), .word(role)])
    }
  }
}

/// The columns of a person and the statements about one.
enum PersonRow {
  /// People from rows that repeat each person for each role, in order.
  static func people(_ rows: [SQLRow]) throws -> [PersonRecord] {
    var people: [PersonRecord] = []
    for row in rows {
      var reader = RowReader(row, of: "people")
      let person = PersonRecord(
        account: try reader.id(), id: try reader.id(), name: try reader.optionalText(),
        email: try reader.optionalText(), language: try reader.optionalText(), roles: [],
        created: try reader.instant(), erased: try reader.optionalInstant())
      if people.last?.id != person.id { people.append(person) }
      if let role = try reader.optionalWord(Role.self) {
        people[people.count - 1].roles.append(role)
      }
    }
    return people
  }

  /// The parameters `?1` to `?7`.
  static func values(_ person: PersonRecord) -> [SQLValue] {
    [
      .id(person.account), .id(person.id), .text(person.name), .text(person.email),
      .text(person.language), .instant(person.erased), .text(person.name.map(AccountRow.key)),
    ]
  }

  private static let columns =
    "p.account, p.id, p.name, p.email, p.language, p.created, p.erased, r.role"
  private static let roles =
    "LEFT JOIN roles r ON r.account = p.account AND r.person = p.id"

  static let find = Statement(
    """
    SELECT \(columns) FROM people p \(roles)
    WHERE p.account = ?1 AND p.id = ?2 ORDER BY r.position
    """)

  static let list = Statement(
    """
    SELECT \(columns)
    FROM (SELECT * FROM people WHERE account = ?1 AND id > ?2 ORDER BY id LIMIT ?3) p \(roles)
    ORDER BY p.id, r.position
    """)

  static let insert = Statement(
    """
    INSERT INTO people (account, id, name, email, language, erased, name_key, created)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    """)

  static let update = Statement(
    """
    UPDATE people SET name = ?3, email = ?4, language = ?5, erased = ?6, name_key = ?7
    WHERE account = ?1 AND id = ?2
    """)

  static let removeRoles = Statement("DELETE FROM roles WHERE account = ?1 AND person = ?2")

  static let insertRole = Statement(
    "INSERT INTO roles (account, person, position, role) VALUES (?1, ?2, ?3, ?4)")
}
