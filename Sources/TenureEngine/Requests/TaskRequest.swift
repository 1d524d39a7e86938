import TenureDomain
import TenurePolicy

/// What a worker asks or reports of a task. Every bad field is named in one error.
struct TaskRequest {
  private let request: RequestReader
  private let fields: [String: DocumentNode]

  init(_ body: [UInt8], required: [String], optional: [String] = []) throws {
    request = try RequestReader(body)
    fields = request.reader.mapping(request.root, required: required, optional: optional) ?? [:]
  }

  /// How long a worker wants to have a task, in seconds.
  static let seconds = 1...86_400

  func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
    fields[name].flatMap { request.reader.integer($0, in: range) }
  }

  func kind() -> TaskKind? {
    fields["kind"].flatMap { request.reader.word($0, TaskKind.self) }
  }

  /// A text that a person can read, on one line.
  func line(_ name: String, upTo limit: Int) -> String? {
    fields[name].flatMap { request.line($0, upTo: limit) }
  }

  func flag(_ name: String) -> Bool? {
    fields[name].flatMap(request.reader.boolean)
  }

  func instant(_ name: String, after now: Timestamp, upTo limit: Timestamp? = nil) -> Timestamp? {
    guard let node = fields[name], let text = request.reader.text(node) else { return nil }
    guard let instant = Timestamp(text) else {
      request.note(node, "`\(text.prefix(40))` is not an instant", "write `2027-01-01T00:00:00Z`")
      return nil
    }
    guard instant > now, limit.map({ instant <= $0 }) ?? true else {
      let end = limit.map { " and not after \($0)" } ?? ""
      request.note(node, "`\(instant)` is not possible", "write an instant after \(now)\(end)")
      return nil
    }
    return instant
  }

  /// The address of a result: what a browser can be sent to.
  func address(_ name: String) -> String? {
    guard let node = fields[name], let text = request.line(node, upTo: 2_000) else { return nil }
    let isWhole = text.hasPrefix("https://") || text.hasPrefix("http://")
    let host = text.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard isWhole, !host.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      request.note(
        node, "this is not an address", "write it as `https://files.example.com/export.zip`")
      return nil
    }
    return text
  }

  /// Notes a field that does not belong to this kind of task.
  func refuse(_ name: String, _ problem: String, _ remedy: String) {
    request.note(fields[name] ?? request.root, problem, remedy)
  }

  func has(_ name: String) -> Bool { fields[name] != nil }

  func finish() throws { try request.finish() }
}
