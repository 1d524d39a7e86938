import Foundation
import TenureTesting
import Testing

/// Import, export, back-up and restore as an operator calls them.
@Suite struct `An operator` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @discardableResult
  private func tenure(
    _ words: [String], database: String = "tenure.db", status: Int32 = 0
  ) async throws -> CommandRun {
    let run = try await CommandRun.tenure(words + ["--database", folder / database])
    #expect(run.status == status, "\(words): \(run.output)\(run.errors)")
    return run
  }

  @Test func `gets back everything that was exported, byte by byte`() async throws {
    try await tenure(["import", folder.write(TransferRows.plain, to: "rows.jsonl")])
    try await tenure(["export", "--output", folder / "one.jsonl"])
    // Batches of two rows: what a row names stands in batches before it.
    try await tenure(["import", "--batch", "2", folder / "one.jsonl"], database: "other.db")
    try await tenure(["export", "--output", folder / "two.jsonl"], database: "other.db")
    let one = try folder.bytes("one.jsonl")
    #expect(one.count > 1_000)
    #expect(try folder.bytes("two.jsonl") == one)
    let twice = try await tenure(
      ["export", "--output", folder / "two.jsonl"], database: "other.db", status: 2)
    #expect(twice.errors.contains("it exists already"))
  }

  /// The last of 1,200 rows is bad, so none of the batches before it is taken either.
  @Test func `takes nothing of a file with a bad row`() async throws {
    let rows = (1...1_199).map { TransferRows.account("acc_\($0)") }
    let bad = rows + [#"{"type":"account","id":"acc_1200","name":"A","kind":"firm"}"#]
    let file = try folder.write(bad.joined(separator: "\n"), to: "rows.jsonl")
    let run = try await tenure(["import", file], status: 2)
    #expect(run.errors.contains("\(file):1200:1: kind: `firm` is not one of its values"))
    #expect(run.errors.contains("\(file):1200:1: `family` is missing"))
    #expect(try await tenure(["export"]).output.isEmpty)
  }

  @Test func `can look before taking`() async throws {
    let file = try folder.write(TransferRows.plain, to: "rows.jsonl")
    let look = try await tenure(["import", "--dry-run", "--batch", "1", file])
    #expect(look.output == "\(file): would take 1 account, 1 person, 1 subscription\n")
    #expect(try await tenure(["export"]).output.isEmpty)
  }

  @Test func `imports CSV, one file a kind of row`() async throws {
    let accounts = try folder.write(
      "id,name,kind,family,agreement,country\nnord,\"Nord, AS\",business,microsoft-365-business,"
        + "mosa,NO\n", to: "accounts.csv")
    let people = try folder.write(
      "account,id,name,roles\nnord,ida,Ida,global-administrator;user\n", to: "people.csv")
    let run = try await tenure(["import", accounts, people])
    #expect(
      run.output == "\(accounts): took 1 account\n\(people): took 1 person\n")
    let export = try await tenure(["export"]).output
    #expect(export.contains(#""name":"Nord, AS""#))
    #expect(export.contains(#""roles":["global-administrator","user"]"#))
  }

  /// The import is killed when it has taken something of 4,000 rows; called again it takes the
  /// rest, and nothing twice.
  @Test func `goes on with an import that was killed`() async throws {
    let count = 4_000
    let rows = (1...count).map { TransferRows.account("acc_\($0)") }.joined(separator: "\n")
    let file = try folder.write(rows, to: "rows.jsonl")
    try await tenure(["migrate"])
    let killed = try RunningCommand(
      ["import", file, "--batch", "20", "--database", folder / "tenure.db"])
    let log = folder / "tenure.db-wal"
    // Checking writes nothing, so the log grows only when rows are taken.
    let start = try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int ?? 0
    _ = try await killed.wait("the first rows") {
      let size = try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
      return size ?? 0 > start + 100_000 ? true : nil
    }
    _ = try await killed.end(SIGKILL)
    let run = try await tenure(["import", file])
    let taken = try #require(run.output.firstMatch(of: /took (\d+) account/).flatMap { Int($0.1) })
    #expect(taken < count)
    #expect(taken > 0)
    #expect(!run.output.contains("there already"))
    let export = try await tenure(["export"]).output.split(separator: "\n")
    #expect(export.filter { $0.contains(#""type":"account""#) }.count == count)
    #expect(export.filter { $0.contains(#""type":"event""#) }.count == count)
  }

  @Test func `restores a copy that is held until it is released`() async throws {
    try await tenure(["import", folder.write(TransferRows.plain, to: "rows.jsonl")])
    let copied = try await tenure(["backup", folder / "copy.db"])
    #expect(copied.output.contains("complete and checked"))
    #expect(!FileManager.default.fileExists(atPath: folder / "copy.db-wal"))
    try await tenure(["restore", folder / "copy.db"], database: "restored.db")
    try await tenure(["doctor"], database: "restored.db")
    let original = try await tenure(["export"]).output
    #expect(try await tenure(["export"], database: "restored.db").output == original)

    let server = try RunningCommand(
      ["serve", "--database", folder / "restored.db", "--port", "0"])
    let port = try await server.port()
    let ready = try await Curl.get("http://127.0.0.1:\(port)/health/ready")
    #expect(ready.status == 503)
    #expect(ready.body.contains("tenure release"), "\(ready.body)")
    #expect(try await server.end() == 0)

    #expect(try await tenure(["release"], database: "restored.db").output == "released\n")
    let again = try await tenure(
      ["restore", folder / "copy.db"], database: "restored.db", status: 2)
    #expect(again.errors.contains("exists already"))
  }

  @Test func `is told of a back-up that is damaged or no back-up at all`() async throws {
    try await tenure(["import", folder.write(TransferRows.plain, to: "rows.jsonl")])
    try await tenure(["backup", folder / "copy.db"])
    var bytes = try folder.bytes("copy.db")
    for place in stride(from: 20_000, to: 60_000, by: 7) { bytes[place] ^= 0xFF }
    try bytes.write(to: URL(filePath: folder / "damaged.db"))
    try await tenure(["restore", folder / "damaged.db"], database: "new.db", status: 2)
    let text = try folder.write("hello", to: "hello.txt")
    try await tenure(["restore", text], database: "new.db", status: 2)
    #expect(!FileManager.default.fileExists(atPath: folder / "new.db"))
  }
}
