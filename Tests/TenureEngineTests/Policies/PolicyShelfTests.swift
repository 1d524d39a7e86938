import FoundationEssentials
import TenureDomain
import TenureEngine
import TenurePolicy
import TenureTesting
import Testing

@Suite struct PolicyShelfTests {
  private static let newest = "Policies/microsoft-365-business@2024-09-10.yaml"

  private static func id(_ family: String, _ date: String) throws -> EditionID {
    EditionID(family: family, date: try #require(CalendarDate(date)))
  }

  private static func date(_ text: String) throws -> CalendarDate {
    try #require(CalendarDate(text))
  }

  /// A copy of the newest edition under a date of its own: an operator's.
  private static func ownEdition(_ change: (String) -> String = { $0 }) throws -> String {
    change(try Project.text(newest).replacing("edition: 2024-09-10", with: "edition: 2026-11-01"))
  }

  private static func record(_ text: String, digest: [UInt8]? = nil) throws -> EditionRecord {
    EditionRecord(
      id: try id("microsoft-365-business", "2026-11-01"),
      digest: digest ?? Hash.sha256([UInt8](text.utf8)), document: text, proof: [UInt8]("{}".utf8),
      added: Timestamp(seconds: 0))
  }

  /// A folder with the project's policies and texts, one document of it changed.
  private static func folder(
    _ file: String, _ text: String, _ body: (URL) throws -> Void
  ) throws {
    let folder = try TemporaryFolder()
    for name in ["Policies", "Locales"] {
      try FileManager.default.copyItem(
        atPath: Project.root.appending(path: name).path, toPath: folder / name)
    }
    try Data(text.utf8).write(to: folder.url.appending(path: file))
    try body(folder.url)
  }

  @Test func `every shipped edition is served, and can be read`() throws {
    let shelf = try PolicyShelf(folder: Project.root)
    #expect(shelf.refused == [])
    let library = try PolicyLibrary(folder: Project.root)
    #expect(shelf.editions == library.book.documents.map(\.edition.id))
    for id in shelf.editions {
      let text = try Project.text("Policies/\(id).yaml")
      #expect(shelf.edition(id)?.id == id)
      #expect(shelf.edition(id)?.effectiveFrom == library.book.edition(id)?.effectiveFrom)
      #expect(shelf.digest(of: id) == Hash.sha256([UInt8](text.utf8)))
      #expect(shelf.document(of: id) == text)
    }
    #expect(shelf.book.documents.map(\.edition.id) == shelf.editions)
  }

  // D5: an edition is in force from its `effectiveFrom` on; before the first, the first answers.
  @Test(arguments: [
    ("2019-01-01", "2020-04-22"), ("2021-04-14", "2020-04-22"), ("2021-04-15", "2021-04-15"),
    ("2023-01-01", "2022-03-31"), ("2099-01-01", "2024-09-10"),
  ])
  func `a term gets the edition in force when it begins`(start: String, edition: String) throws {
    let shelf = try PolicyShelf(folder: Project.root)
    let found = shelf.edition(of: "microsoft-365-business", on: try Self.date(start))
    #expect(found?.id == (try Self.id("microsoft-365-business", edition)))
    #expect(shelf.edition(of: "nobody", on: try Self.date(start)) == nil)
  }

  @Test(arguments: [("nb", "nb"), ("nb-NO", "nb"), ("DA", "da"), ("fr", "en"), ("", "en")])
  func `a language without texts is answered in its nearest`(asked: String, given: String) throws {
    #expect(try PolicyShelf(folder: Project.root).localizer(for: asked).language == given)
  }

  @Test func `a changed document is not served, and the error says what to run`() throws {
    let text = try Project.text(Self.newest) + "\n# A note of the operator.\n"
    try Self.folder(Self.newest, text) { folder in
      let shelf = try PolicyShelf(folder: folder)
      let id = try Self.id("microsoft-365-business", "2024-09-10")
      #expect(shelf.edition(id) == nil)
      #expect(shelf.refused.map(\.file) == [Self.newest])
      #expect(shelf.refused.first?.remedy == "tenure policy add \(Self.newest)")
      #expect(shelf.missing(from: [id]) == [id])
      #expect(shelf.missing(from: Array(shelf.editions)) == [])
    }
  }

  @Test func `a document that the store proved is served from a folder as well`() throws {
    let text = try Self.ownEdition()
    let file = "Policies/own.yaml"
    try Self.folder(file, text) { folder in
      #expect(try PolicyShelf(folder: folder).refused.map(\.file) == [file])
      let shelf = try PolicyShelf(folder: folder, stored: [Self.record(text)])
      #expect(shelf.refused == [])
      #expect(shelf.edition(try Self.id("microsoft-365-business", "2026-11-01")) != nil)
    }
  }

  @Test func `a stored document that was changed is not served`() throws {
    let text = try Self.ownEdition()
    let shelf = try PolicyShelf(
      folder: Project.root,
      stored: [Self.record(text + "# changed\n", digest: Hash.sha256([UInt8](text.utf8)))])
    #expect(shelf.missing(from: [try Self.id("microsoft-365-business", "2026-11-01")]).count == 1)
    #expect(shelf.refused.map(\.problem) == ["its document is not the one that was proved"])
  }

  @Test func `an edition is proved when it is added, and served from then on`() throws {
    let shelf = try PolicyShelf(folder: Project.root)
    let text = try Self.ownEdition()
    let record = try shelf.admit(document: text, file: "own.yaml", now: Timestamp(seconds: 5))
    #expect(record.digest == Hash.sha256([UInt8](text.utf8)))
    #expect(record.added == Timestamp(seconds: 5))
    let proof = String(decoding: record.proof, as: UTF8.self)
    #expect(proof.hasPrefix(#"{"checker":1,"classes":"#))
    #expect(proof.contains(#""findings":0,"#))
    #expect(shelf.edition(record.id) == nil, "proving alone serves nothing")
    shelf.take([record])
    #expect(shelf.edition(record.id)?.id == record.id)
    #expect(shelf.book.edition(record.id) != nil)
    let again = #expect(throws: InputErrors.self) {
      try shelf.admit(document: text, file: "own.yaml", now: Timestamp(seconds: 6))
    }
    #expect(again?.errors.map(\.problem) == ["`\(record.id)` is served already"])
  }

  @Test func `an edition with a gap is refused with every finding`() throws {
    let shelf = try PolicyShelf(folder: Project.root)
    let text = try Self.ownEdition { $0.replacing("source: ", with: "source: un") }
    let errors = #expect(throws: InputErrors.self) {
      try shelf.admit(document: text, file: "own.yaml", now: Timestamp(seconds: 0))
    }
    #expect((errors?.errors.count ?? 0) > 10)
    #expect(errors?.errors.allSatisfy { $0.file == "own.yaml" && $0.line > 0 } == true)
  }

  @Test func `a document under the name of another is refused`() throws {
    let shelf = try PolicyShelf(folder: Project.root)
    let text = try Project.text(Self.newest) + "# other\n"
    let errors = #expect(throws: InputErrors.self) {
      try shelf.admit(document: text, file: "own.yaml", now: Timestamp(seconds: 0))
    }
    #expect(errors?.errors.map(\.remedy) == ["give the newer one its own date"])
  }
}
