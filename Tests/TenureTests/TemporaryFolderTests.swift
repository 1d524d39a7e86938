import Foundation
import Testing

@testable import TenureTesting

/// Nothing of a test stays behind.
struct TemporaryFolderTests {
  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `a folder is empty, and gone with whoever holds it`() throws {
    var folder: TemporaryFolder? = try TemporaryFolder()
    let url = try #require(folder?.url)
    #expect(try names(url) == [])
    try Data("x".utf8).write(to: url.appending(path: "file"))
    folder = nil
    #expect(!FileManager.default.fileExists(atPath: url.path))
  }

  @Test func `what a process that has ended left is removed, and nothing else`() throws {
    let base = try TemporaryFolder()
    let held = try HeldFolder.make(in: base.url).lastPathComponent
    let abandoned = base.url.appending(path: "tenure-test-abandoned/below")
    for folder in [abandoned, base.url.appending(path: "somebody-else")] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    let next = try HeldFolder.make(in: base.url).lastPathComponent
    #expect(try names(base.url) == (["somebody-else", held, next]).sorted())
  }
}
