import Foundation
import TenureTesting

/// What a traced server wrote and synchronised, in the order of the system calls.
///
/// A line of strace tells a call whole, or its beginning ("unfinished") and later its end
/// ("resumed"); between the two, other threads have their turn.
struct DiskTrace {
  enum Step: Hashable {
    /// A page was written to the log, and perhaps the transaction with it. It held these receipts.
    case logged(receipts: Set<String>, isLast: Bool)
    case synchronisationBegan(Int)
    case synchronisationEnded(Int)
    /// The answer with this receipt is about to leave.
    case answered(receipt: String)
  }

  private(set) var steps: [Step] = []
  /// Whether the page that comes next in the log is the last of its transaction.
  private var lastPageFollows = false

  /// Words that run a command under strace; the command has the id of the started process.
  static func tracer(output: String) -> [String] {
    [
      "strace", "-D", "-f", "-y", "-s", "5000", "-e",
      "trace=fdatasync,fsync,pwrite64,pwritev,write,writev,sendto,sendmsg", "-o", output,
    ]
  }

  /// Waits until the tracer has written everything.
  init(contentsOf file: String) async throws {
    let trace = try await Patience.wait(pause: .milliseconds(25)) { () -> String? in
      let text = (try? String(contentsOfFile: file, encoding: .isoLatin1)) ?? ""
      return text.contains("+++ exited with") || text.contains("+++ killed by") ? text : nil
    }
    guard let trace else { throw FaultTestError("strace has not finished \(file)") }
    self.init(trace)
  }

  init(_ text: String) {
    var begun: [Substring: Substring] = [:]
    for line in text.components(separatedBy: "\n").map({ $0[...] }) {
      guard let space = line.firstIndex(of: " ") else { continue }
      let thread = line[..<space]
      let call = line[space...].drop { $0 == " " }
      if call.hasSuffix("<unfinished ...>") {
        begun[thread] = call
        begin(call, on: thread)
      } else if call.hasPrefix("<... ") {
        // The end of what began further up.
        if let call = begun.removeValue(forKey: thread) { end(call, on: thread) }
      } else {
        begin(call, on: thread)
        end(call, on: thread)
      }
    }
  }

  private mutating func begin(_ call: Substring, on thread: Substring) {
    if Self.isSynchronisation(call) {
      steps.append(.synchronisationBegan(Int(thread) ?? 0))
    } else if Self.isAnswer(call), let receipt = Self.receipts(in: call).first {
      steps.append(.answered(receipt: receipt))
    }
  }

  private mutating func end(_ call: Substring, on thread: Substring) {
    if Self.isSynchronisation(call) {
      steps.append(.synchronisationEnded(Int(thread) ?? 0))
    } else if Self.isLogWrite(call) {
      // A page follows its header, whose second number is not 0 where a transaction ends.
      let size = call.lastIndex(of: "\"").map { call[$0...] } ?? ""
      if size.hasPrefix("\", 24,") {
        lastPageFollows = Self.headerIsLast(call)
      } else {
        let receipts = Set(Self.receipts(in: call))
        steps.append(.logged(receipts: receipts, isLast: lastPageFollows))
        lastPageFollows = false
      }
    }
  }

  /// Whether the bytes 5 to 8 of a header, as strace spells them, are not all 0.
  private static func headerIsLast(_ call: Substring) -> Bool {
    guard let quote = call.firstIndex(of: "\"") else { return false }
    let bytes = call[call.index(after: quote)...].matches(of: /\\[0-7]{1,3}|\\.|[^\\]/).prefix(8)
    return bytes.dropFirst(4).contains { !["\\0", "\\00", "\\000"].contains($0.output) }
  }

  private static func isSynchronisation(_ call: Substring) -> Bool {
    (call.hasPrefix("fdatasync(") || call.hasPrefix("fsync(")) && call.contains("-wal>")
  }

  private static func isLogWrite(_ call: Substring) -> Bool {
    call.hasPrefix("pwrite") && call.prefix(300).contains("-wal>")
  }

  private static func isAnswer(_ call: Substring) -> Bool {
    ["write(", "writev(", "sendto(", "sendmsg("].contains { call.hasPrefix($0) }
      && call.prefix(100).contains("<socket:")
  }

  /// The ids of the receipts that a call's data mentions.
  private static func receipts(in call: Substring) -> [String] {
    call.components(separatedBy: "rcp_").dropFirst().compactMap { rest in
      let id = rest.prefix(26)
      return id.count == 26 && id.allSatisfy { $0.isNumber || $0.isLowercase } ? "rcp_\(id)" : nil
    }
  }

  // MARK: Judging

  /// The receipts that were answered.
  var answered: [String] {
    steps.compactMap { if case .answered(let receipt) = $0 { receipt } else { nil } }
  }

  /// Receipts that were answered before they were on the disk: the last page of the transaction
  /// must have been written before a synchronisation began, and that one ended before the answer.
  var answeredTooEarly: [String] {
    var open: Set<String> = []
    var committed: Set<String> = []
    var covered: [Int: Set<String>] = [:]
    var safe: Set<String> = []
    var early: [String] = []
    for step in steps {
      switch step {
      case .logged(let receipts, let isLast):
        // A page is written again for its newer rows; the older ones are on the disk already.
        open.formUnion(receipts.subtracting(safe))
        guard isLast else { continue }
        committed.formUnion(open)
        open = []
      case .synchronisationBegan(let thread): covered[thread] = committed
      case .synchronisationEnded(let thread):
        safe.formUnion(covered[thread] ?? [])
        committed.subtract(safe)
      case .answered(let receipt): if !safe.contains(receipt) { early.append(receipt) }
      }
    }
    return early
  }
}
