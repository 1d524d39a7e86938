import Testing

/// Something that must not stand in the code, and what to write instead.
struct BannedToken {
  var token: String
  var instead: String

  init(_ token: String, _ instead: String) {
    self.token = token
    self.instead = instead
  }
}

private let time = "take the moment as an argument, an instant that the caller read once"
private let chance = "take what was drawn as an argument; the same facts give the same decision"
private let exact = "money is an integer of minor units, a share is a numerator and a denominator"

/// Nothing of this stands in the pure part, because a decision must be the same anywhere, always.
let bannedInThePurePart =
  [
    "Date()", "Date.now", "Clock.now", "clock.now", "Instant.now", "ContinuousClock",
    "SuspendingClock", "DispatchTime", "clock_gettime", "gettimeofday", "time(nil)",
    "ProcessInfo",
  ].map { BannedToken($0, time) }
  + [
    "random(", "randomElement", "shuffle(", "shuffled(", "RandomNumberGenerator",
    "SystemRandomNumberGenerator", "arc4random", "drand48", "getrandom",
  ].map { BannedToken($0, chance) }
  + [
    "UUID": "take the identifier as an argument",
    "hashValue": "compare the values themselves; a hash differs from run to run",
    "TimeZone.current": "take the zone of the account as an argument",
    "Calendar.current": "count civil days with the domain's own calendar",
    "Locale.current": "take the locale as an argument",
    "autoupdatingCurrent": "take the zone, calendar or locale as an argument",
    "async": "return a value that says what to do, and let the caller do it",
    "await": "return a value that says what to do, and let the caller do it",
  ].sorted { $0.key < $1.key }.map { BannedToken($0.key, $0.value) }
  + [
    "Double", "Float", "Float16", "Float32", "Float64", "Float80", "CGFloat", "Decimal",
    "TimeInterval",
  ].map { BannedToken($0, exact) }

/// Nothing of this stands anywhere under `Sources`.
let bannedInSources = [
  BannedToken("try!", "let the error through, or turn it into a value with `do` and `catch`"),
  BannedToken("as!", "use `as?` and say what follows when it does not hold"),
]

/// The purest targets: they compute, and leave reading and doing to others.
let pureTargets: Set = ["TenureDomain", "TenurePolicy"]

func bannedTokenFindings(_ file: TextFile) -> [Finding] {
  guard let target = file.target else { return [] }
  var banned = bannedInSources
  if pureTargets.contains(target) { banned += bannedInThePurePart }
  if target != "tenure" {
    banned.append(BannedToken("print(", "return the text; only the command prints"))
  }
  let mayBeUnfinished = ["fatalError", "TODO", "FIXME", "XXX"].contains { file.text.contains($0) }
  let raw = mayBeUnfinished ? file.lines : []
  banned = banned.filter { file.code.contains($0.token) }  // most files hold none at all
  var findings: [Finding] = []
  for (index, line) in file.codeLines.enumerated() {
    for ban in banned where contains(line, token: ban.token) {
      findings.append(finding(file, index, "`\(ban.token)` is banned here: \(ban.instead)"))
    }
    if pureTargets.contains(target), hasFloatingPointLiteral(line) {
      findings.append(finding(file, index, "a floating-point literal is banned here: \(exact)"))
    }
    if isForced(line) {
      let instead = "use `guard let`, `??` or `preconditionFailure` with the reason"
      findings.append(finding(file, index, "a forced unwrap is banned here: \(instead)"))
    }
    if index < raw.count, isUnfinished(raw[index]) {
      findings.append(finding(file, index, "unfinished: do it, or `throw` what is not possible"))
    }
    if index < raw.count, let mark = openMark(raw[index]) {
      findings.append(finding(file, index, "write `\(mark)(#12): …` with the issue that tracks it"))
    }
  }
  return findings
}

private func finding(_ file: TextFile, _ index: Int, _ message: String) -> Finding {
  Finding(path: file.path, line: index + 1, message: message)
}

/// Whether the token stands in the line as a word of its own: `UUID` is not in `FakeUUIDs`.
func contains(_ line: Substring, token: String) -> Bool {
  line.ranges(of: token).contains { range in
    let before = line[..<range.lowerBound].last
    let after = line[range.upperBound...].first
    let startsInside = isWord(token.first) && isWord(before)
    let endsInside = isWord(token.last) && isWord(after)
    return !startsInside && !endsInside
  }
}

private func isWord(_ character: Character?) -> Bool {
  guard let character else { return false }
  return character.isLetter || character.isNumber || character == "_"
}

func hasFloatingPointLiteral(_ line: Substring) -> Bool {
  // Looking for a digit first costs a tenth of trying the pattern.
  guard line.utf8.contains(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
    return false
  }
  return line.contains(/(?:^|[^\w.$])[0-9][0-9_]*(?:\.[0-9]|[eE][+\-]?[0-9])/)
}

/// Whether a value is followed by `!`, or a type is: not `!flag`, `a != b`, `try!` or `as!`.
func isForced(_ line: Substring) -> Bool {
  guard line.contains("!") else { return false }
  return line.matches(of: /([\w`]+|[)\]}?])!(?!=)/).contains { $0.1 != "try" && $0.1 != "as" }
}

private func isUnfinished(_ line: Substring) -> Bool {
  line.lowercased().contains(/fatalerror\("(?:not |un)implemented/)
}

/// The `TODO` or `FIXME` of the line that names no issue.
func openMark(_ line: Substring) -> String? {
  guard let match = line.firstMatch(of: /\b(TODO|FIXME|XXX)\b(\(#[0-9]+\))?/) else { return nil }
  return match.2 == nil ? String(match.1) : nil
}

@Suite struct BannedTokenTests {
  @Test func noSourceHoldsABannedToken() {
    #expect(Repository.sources.flatMap(bannedTokenFindings) == [])
  }

  @Test(arguments: [
    ("let now = Date()", "take the moment as an argument"),
    ("let id = UUID()", "take the identifier as an argument"),
    ("let n = Int.random(in: 0..<3)", "take what was drawn as an argument"),
    ("let x: Double = 3", "integer of minor units"),
    ("let x = 0.5", "integer of minor units"),
    ("let x = 1e3", "integer of minor units"),
    ("let x = try! parse()", "let the error through"),
    ("let x = y as! Money", "use `as?`"),
    ("let x = a[0]!.b", "`guard let`"),
    ("let x: Int! = f()", "`guard let`"),
    ("func f() async {}", "let the caller do it"),
    ("fatalError(\"not implemented yet\")", "unfinished"),
    ("// TODO: more", "`TODO(#12): …`"),
    ("// FIXME", "`FIXME(#12): …`"),
    ("print(x)", "only the command prints"),
    ("let text = \"\\(UUID())\"", "take the identifier as an argument"),
  ])
  func aBannedTokenIsFoundAndItsReplacementNamed(text: String, instead: String) throws {
    let file = TextFile(path: "Sources/TenureDomain/A.swift", text: "\n" + text)
    let findings = bannedTokenFindings(file)
    #expect(findings.count == 1)
    let finding = try #require(findings.first)
    #expect(finding.line == 2)
    #expect(finding.message.contains(instead))
  }

  @Test(arguments: [
    "// Date() is read by the caller", "let s = \"Date()\"", "let doubled = 2", "pair.0.1", "$1.0",
    "let fingerprint = 3", "blueprint(x)", "// TODO(#12): more", "case now", "0x1e5", "1..<3",
    "FakeUUIDs", "facts.licenses.random", "if !a, (!b), a != b, a!=b {}",
  ])
  func whatOnlyLooksLikeOneIsNotFound(text: String) {
    #expect(bannedTokenFindings(TextFile(path: "Sources/TenureDomain/A.swift", text: text)) == [])
  }

  @Test func theCommandMayPrintAndReadTheClock() {
    let file = TextFile(path: "Sources/tenure/A.swift", text: "print(Date())\nlet x = 0.5")
    #expect(bannedTokenFindings(file) == [])
  }
}
