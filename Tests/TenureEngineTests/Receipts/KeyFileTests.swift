import FoundationEssentials
import TenureDomain
import TenureEngine
import TenurePolicy
import TenureTesting
import Testing

@Suite struct KeyFileTests {
  private let folder: TemporaryFolder
  private let now = Timestamp(seconds: 1_763_000_000)

  private var file: KeyFile { KeyFile(path: folder / "keys.json") }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func mode() throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    return attributes[.posixPermissions] as? Int
  }

  private func write(_ text: String, mode: Int = 0o600) throws {
    try Data(text.utf8).write(to: URL(filePath: file.path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
  }

  @Test func `the first start makes the file, and the second reads it`() throws {
    #expect(try file.read() == nil)
    let made = try file.open(ids: CountedSecrets(), at: now)
    let expected = KeyRing(secret: [UInt8](repeating: 1, count: 32))
    #expect(made.active == expected?.active)
    #expect(try mode() == 0o600)
    let read = try file.open(ids: CountedSecrets(), at: now.adding(days: 1))
    #expect(read.active == made.active)
    #expect(read.since == now)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["keys.json"])
  }

  @Test func `two servers that start at once use one key`() async throws {
    let secrets = CountedSecrets()
    let (file, now) = (file, now)
    let keys = try await withThrowingTaskGroup(of: PublicKey.self) { group in
      for _ in 0..<8 { group.addTask { try file.open(ids: secrets, at: now).active } }
      return try await group.reduce(into: Set<PublicKey>()) { $0.insert($1) }
    }
    #expect(keys.count == 1)
  }

  @Test func `a rotation keeps the public part of the old key and drops its private part`() throws {
    let secrets = CountedSecrets()
    let old = try file.open(ids: secrets, at: now)
    let new = try file.rotate(ids: secrets, at: now.adding(days: 90))
    #expect(new.active != old.active)
    let read = try #require(try file.read())
    #expect(read.active == new.active)
    #expect(
      read.retired == [RetiredKey(key: old.active, since: now, until: now.adding(days: 90))])
    #expect(try mode() == 0o600)
    let text = String(decoding: try Data(contentsOf: URL(filePath: file.path)), as: UTF8.self)
    #expect(!text.contains(Base64URL.text([UInt8](repeating: 1, count: 32))))
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o620])
  func `a file that others can read is refused with the command that mends it`(mode: Int) throws {
    _ = try file.open(ids: CountedSecrets(), at: now)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    let errors = #expect(throws: InputErrors.self) { try file.read() }
    #expect(errors?.errors.first?.problem == "others can read or change it")
    #expect(errors?.errors.first?.remedy == "chmod 600 \(file.path)")
  }

  @Test(arguments: [
    ("", "the text ends where a value belongs"),
    (#"{"format":"tenure.keys/1","retired":[]}"#, "`active` is missing"),
    (
      #"{"format":"tenure.keys/2","active":ACTIVE,"retired":[]}"#,
      "this version does not know the format"
    ),
    (
      #"{"format":"tenure.keys/1","active":{"d":"SECRET","since":"2026-01-01T00:00:00Z","x":"A"},"#
        + #""retired":[]}"#, "it is not the public part of `d`"
    ),
    (
      #"{"format":"tenure.keys/1","active":{"d":"SECRETA","since":"2026-01-01T00:00:00Z","#
        + #""x":"A"},"retired":[]}"#, "it is not a private key"
    ),
    (
      #"{"format":"tenure.keys/1","active":ACTIVE,"retired":[{"x":"AAAA"}]}"#,
      "it is not a public key"
    ),
    (
      #"{"format":"tenure.keys/1","active":ACTIVE,"retired":[{"x":"X","until":"today"}]}"#,
      "`today` is not an instant"
    ),
  ])
  func `a broken file is refused without repeating its secret`(
    text: String, problem: String
  ) throws {
    let active = #"{"d":"SECRET","since":"2026-01-01T00:00:00Z","x":"X"}"#
    let full = text.replacing("ACTIVE", with: active).replacing("SECRET", with: KnownKey.secret)
      .replacing(#""X""#, with: "\"\(KnownKey.x)\"")
    try write(full)
    let errors = #expect(throws: InputErrors.self) { try file.read() }
    #expect(errors?.errors.map(\.problem).contains(problem) == true, "\(errors as Any)")
    #expect(!"\(errors as Any)".contains(KnownKey.secret))
  }

  @Test func `what a broken file says is what a whole one says but for its fault`() throws {
    try write(
      #"{"format":"tenure.keys/1","active":{"d":"\#(KnownKey.secret)","#
        + #""since":"2026-01-01T00:00:00Z","x":"\#(KnownKey.x)"},"retired":[]}"#)
    #expect(try file.read()?.active.thumbprint == KnownKey.thumbprint)
  }

  @Test func `a folder that is not there is named`() {
    let errors = #expect(throws: InputErrors.self) {
      try KeyFile(path: "/nowhere/keys.json").open(ids: CountedSecrets(), at: now)
    }
    #expect(errors?.description.contains("/nowhere/keys.json") == true)
  }

  @Test func `a rotation that was left halfway is named`() throws {
    _ = try file.open(ids: CountedSecrets(), at: now)
    try Data().write(to: URL(filePath: file.path + ".new"))
    let errors = #expect(throws: InputErrors.self) {
      try file.rotate(ids: CountedSecrets(), at: now)
    }
    #expect(errors?.errors.first?.remedy == "remove it if nobody else writes it")
  }
}
