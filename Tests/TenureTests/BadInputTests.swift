import Foundation
import TenureTesting
import Testing

@testable import tenure

/// One way in which a question can be wrong, and what must be said about it.
struct BadInput: CustomTestStringConvertible, Sendable {
  var name: String
  var document: Data
  /// The line that must be named; nil where the whole file is meant.
  var line: Int?
  /// What must be said: the key, the problem, the remedy.
  var says: [String]

  var testDescription: String { name }

  init(_ name: String, _ document: Data, line: Int? = nil, _ says: String...) {
    (self.name, self.document, self.line, self.says) = (name, document, line, says)
  }

  init(_ name: String, _ document: String, line: Int? = nil, _ says: String...) {
    (self.name, self.document, self.line, self.says) = (name, Data(document.utf8), line, says)
  }

  /// A good question, to be spoilt in one place.
  static let good = """
    policy: microsoft-365-business@2024-09-10
    given:
      account: { kind: business, agreement: mosa, country: US, timeZone: America/Chicago }
      actor: { role: billing-administrator }
      subscription:
        product: business-premium
        started: 2025-03-03T15:20:00Z
        term: { start: 2025-03-03, end: 2026-03-03, interval: year }
        price: { amount: "264.00", currency: USD, per: license, every: year }
        licenses: { purchased: 20, assigned: 18 }
        recurringBilling: true
        paymentMethod: on-file
    steps:
      - at: 2025-03-08T16:00:00Z
        act: cancel

    """

  static func spoilt(_ old: String, _ new: String) -> String {
    good.replacing(old, with: new, maxReplacements: 1)
  }

  static let all: [BadInput] = [
    BadInput(
      "an unknown key", spoilt("recurringBilling", "recuringBilling"), line: 11,
      "given.subscription.recuringBilling", "did you mean `recurringBilling`?"),
    BadInput(
      "a wrong type", spoilt("recurringBilling: true", "recurringBilling: yes"), line: 11,
      "given.subscription.recurringBilling", "write `true` or `false`"),
    BadInput(
      "a list where a value belongs", spoilt("product: business-premium", "product: [a]"), line: 6,
      "given.subscription.product", "write one value"),
    BadInput(
      "a term that ends before it starts", spoilt("end: 2026-03-03", "end: 2025-03-01"), line: 8,
      "given.subscription.term.end", "write an `end` after the `start`"),
    BadInput(
      "negative licenses", spoilt("purchased: 20", "purchased: -20"), line: 10,
      "given.subscription.licenses.purchased", "write a number from 0 to"),
    BadInput(
      "an unknown currency", spoilt("USD", "USX"), line: 9, "given.subscription.price.currency",
      "write an ISO 4217 code"),
    BadInput(
      "an unknown zone", spoilt("America/Chicago", "America/Chicagoo"), line: 3,
      "given.account.timeZone", "write an IANA name"),
    BadInput(
      "too many decimals", spoilt("264.00", "264.001"), line: 9,
      "given.subscription.price.amount", "up to 2 decimals"),
    BadInput(
      "an excluded combination", spoilt("kind: business", "kind: consumer"), line: 3, "given",
      "a person has no business agreement", "correct one of these facts"),
    BadInput(
      "a step back in time", good + "  - at: 2025-03-08T15:00:00Z\n    act: cancel\n", line: 16,
      "steps", "time only moves forward"),
    BadInput(
      "a policy that does not exist", spoilt("@2024-09-10", "@2024-09-11"), line: 1,
      "policy", "use one of: "),
    BadInput(
      "a question with an answer", good + "    then: { outcome: permitted }\n", line: 16,
      "steps[1].then", "tenure policy test"),
  ]

  /// Documents that are made to do harm.
  static let hostile: [BadInput] = [
    BadInput("50 MB", Data(repeating: UInt8(ascii: "a"), count: 50_000_000), "up to 4000000 bytes"),
    BadInput("a bomb of aliases", bomb, line: 2, "aliases are not", "write the value out"),
    BadInput(
      "a bomb behind a quote", "x: y \"\n" + bomb + "? *a39\n: 1\n", line: 3,
      "aliases are not", "write the value out"),
    BadInput(
      "an anchor behind a comment that is none", "[\"a\n # b\", &x [1], *x]\n", line: 2,
      "aliases are not", "write the value out"),
    BadInput(
      "an alias as a key", "a: &a 1\n*a : 1\n", line: 2, "aliases are not", "write the value out"),
    BadInput("an alias of nothing", "a: 1\n*a : 1\n", line: 2, "undefined alias", "check"),
    BadInput(
      "deep brackets", String(repeating: "[", count: 100_000), line: 1, "nest deeper", "flatten"),
    BadInput(
      "deep brackets behind a quote", "x: y \"\nz: " + String(repeating: "[", count: 100_000),
      line: 2, "nest deeper", "flatten"),
    BadInput(
      "deep dashes", String(repeating: "- ", count: 100_000) + "a", line: 1, "nest deeper",
      "flatten"),
    BadInput(
      "deep keys", String(repeating: "? ", count: 100_000) + "a", line: 1, "nest deeper",
      "flatten"),
    BadInput(
      "deep blocks", (0..<1_500).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      "nest deeper", "flatten"),
    BadInput(
      "binary garbage", Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 193 ^ $0 >> 7) }),
      "it is not text in UTF-8", "save it as"),
    BadInput("a NUL byte", good + "\0", "it is not text in UTF-8", "save it as"),
    BadInput("an empty file", "", "the file is empty", "write a document"),
    BadInput("only a comment", "# nothing\n", "the file is empty", "write a document"),
    BadInput("broken JSON", "{\"policy\": ", line: 2, "help: check indentation"),
  ]

  private static let bomb =
    "a0: &a0 [l, l]\n"
    + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
}

struct BadInputTests {
  private func check(_ input: BadInput, _ arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "question.yaml")
    try input.document.write(to: file)
    let run = try await CommandRun.tenure(arguments + [file.path])
    #expect(run.status == 2)
    let place = input.line.map { "\(file.path):\($0):" } ?? file.path
    #expect(run.errors.contains(place), "\(run.errors.prefix(600))")
    #expect(run.errors.contains("\n  help: "))
    for text in input.says { #expect(run.errors.contains(text), "\(run.errors.prefix(600))") }
  }

  @Test func `the question that is spoilt is good`() async throws {
    let run = try await CommandRun.tenure(["decide", "-"], input: Data(BadInput.good.utf8))
    #expect(run.status == 0 && run.errors == "")
  }

  @Test func `a star and an ampersand are no harm in comments and texts`() async throws {
    let document = BadInput.good.replacing(
      "policy:", with: "# 264.00 *25/31 &co\npolicy:", maxReplacements: 1)
    let run = try await CommandRun.tenure(["decide", "-"], input: Data(document.utf8))
    #expect(run.status == 0 && run.errors == "")
  }

  @Test(arguments: BadInput.all)
  func `bad input is named with its line, its key and a remedy`(input: BadInput) async throws {
    try await check(input, ["decide"])
  }

  @Test(arguments: BadInput.hostile)
  func `hostile input is refused at once`(input: BadInput) async throws {
    try await check(input, ["decide"])
  }

  @Test(
    arguments: [["timeline"], ["policy", "test"]], [BadInput.hostile[0], BadInput.hostile[2]])
  func `every command that reads a file refuses alike`(
    command: [String], input: BadInput
  ) async throws {
    try await check(input, command)
  }

  @Test func `every fault is told at once`() async throws {
    let document = BadInput.good.replacing("USD", with: "USX").replacing("true", with: "1")
      .replacing("purchased: 20", with: "purchased: many")
    let run = try await CommandRun.tenure(["decide", "-"], input: Data(document.utf8))
    #expect(run.status == 2)
    #expect(run.errors.split(separator: "\n").count { $0.hasPrefix("standard input:") } == 3)
  }

  @Test func `two editions of one date are refused, and both are named`() async throws {
    let folder = try TemporaryFolder()
    let home = folder.url
    for name in ["Policies", "Locales"] {
      try FileManager.default.copyItem(
        at: Project.root.appending(path: name), to: home.appending(path: name))
    }
    try FileManager.default.copyItem(
      at: home.appending(path: "Policies/partner@2023-10-23.yaml"),
      to: home.appending(path: "Policies/zweite.yaml"))
    let run = try await CommandRun.tenure(
      ["decide", "Examples/12-partner-in-the-first-week.yaml"],
      environment: ["TENURE_HOME": home.path])
    #expect(run.status == 2)
    #expect(run.errors.contains("Policies/zweite.yaml"))
    #expect(run.errors.contains("edition: `partner@2023-10-23` is also in"))
    #expect(run.errors.contains("help: give the newer one its own date"))
  }
}
