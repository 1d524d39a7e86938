import FoundationEssentials
import TenureDomain
import TenureEngine
import TenurePolicy
import Testing

/// Keeps the digests that are compiled in true. That the editions are proved is another suite's.
@Suite struct ShippedDigestTests {
  private static let page = Project.root.appending(
    path: "Sources/TenureEngine/Policies/ShippedEditions.swift")
  private static let command =
    "TENURE_RECORD=1 swift test --disable-xctest --filter ShippedDigestTests"

  @Test func `the digests are those of the documents`() throws {
    let code = try Self.code()
    if ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1" {
      try Data(code.utf8).write(to: Self.page)
    }
    let written = String(decoding: try Data(contentsOf: Self.page), as: UTF8.self)
    #expect(written == code, "write the table anew: \(Self.command)")
  }

  private static func code() throws -> String {
    let documents = try PolicyLibrary(folder: Project.root).book.documents
    let rows = try documents.map { document in
      let edition = document.edition
      let digest = Hash.sha256([UInt8](try Project.text(document.file).utf8))
      let (id, start) = (edition.id, edition.effectiveFrom)
      return """
            ShippedEdition(
              "\(id.family)", "\(id.date)", effectiveFrom: "\(start)",
              sha256: "\(Hexadecimal.text(digest))"),

        """
    }
    return """
      // Written from Policies/*.yaml by
      // \(command)

      extension ShippedEdition {
        /// Every edition that this version brings along.
        static let all: [ShippedEdition?] = [
      \(rows.joined())  ]
      }

      """
  }
}
