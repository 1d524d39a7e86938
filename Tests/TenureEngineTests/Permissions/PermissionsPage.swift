import TenureDomain
import TenureEngine

/// The page `Documentation/reference/permissions.md`, as the permission table has it.
enum PermissionsPage {
  static var markdown: String {
    [introduction, table, roles].joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    # Permissions

    Who may do what. This page is printed from the permission table of the engine, and a test keeps
    it true: `TENURE_RECORD=1 swift test --disable-xctest --filter PermissionsPageTests` writes it
    anew.

    - A **program** shows an API key. It may do what one of its scopes allows, in every account, or
      in the one account that the key is limited to.
      It speaks for the person that a request names, or acts in the role of the key. Another role it
      may name only if the key has none of its own, and never that of a support agent; an operator's
      key may.
    - A **person** has signed in, and may act in the account the person belongs to, by role.
    - **Own** means that a person may where it concerns nobody else.
    - A **support agent** may reach every account; only an operator can give anybody that role.
    - What belongs to somebody else's account is answered with 404, so that nobody learns what
      exists. What the caller may not do is answered with 403.

    Being allowed to ask for an act says nothing about the answer: the policy decides whether this
    role may cancel, and its "no" comes with reasons and a receipt.
    """

  private static var table: String {
    let head =
      "| operation | what it is | scope | roles | own | support agent |\n|---|---|---|---|---|---|"
    let rows = PermissionTable.rows.map { row in
      "| `\(row.operation.rawValue)` | \(row.meaning) | `\(row.scope.rawValue)` "
        + "| \(group(row.roles)) | \(row.ownData ? "yes" : "") | \(row.support ? "yes" : "") |"
    }
    return ([head] + rows).joined(separator: "\n")
  }

  private static func group(_ roles: [Role]) -> String {
    if roles.isEmpty { return "" }
    return groups.first { Set($0.roles) == Set(roles) }?.name
      ?? roles.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }

  private static let groups: [(name: String, roles: [Role])] = [
    ("everybody", PermissionTable.row(of: .readAccount).roles),
    ("buyers", PermissionTable.row(of: .batch).roles),
    ("payers", PermissionTable.row(of: .readLedger).roles),
    ("managers", PermissionTable.row(of: .readEvents).roles),
  ]

  private static var roles: String {
    let lines = groups.map { group in
      "- **\(group.name)**: " + group.roles.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    }
    return "## Groups of roles\n\n" + lines.joined(separator: "\n")
  }
}
