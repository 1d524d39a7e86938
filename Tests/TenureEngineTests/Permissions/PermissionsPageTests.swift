import Foundation
import TenureDomain
import TenureEngine
import Testing

/// Keeps `Documentation/reference/permissions.md` true.
@Suite struct PermissionsPageTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Documentation/reference/permissions.md")

  @Test func `the page is what the table says`() throws {
    let markdown = PermissionsPage.markdown
    if ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1" {
      try Data(markdown.utf8).write(to: Self.page)
    }
    let written = try String(decoding: Data(contentsOf: Self.page), as: UTF8.self)
    #expect(
      written == markdown,
      "TENURE_RECORD=1 swift test --disable-xctest --filter PermissionsPageTests writes it anew")
  }

  @Test func `every operation has one row, in order`() {
    #expect(PermissionTable.rows.map(\.operation) == Operation.allCases)
  }

  @Test func `no role reaches what runs the server`() {
    for row in PermissionTable.rows where row.scope == .operate {
      #expect(row.roles.isEmpty && !row.support)
    }
  }
}
