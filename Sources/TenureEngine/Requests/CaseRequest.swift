import TenureDomain
import TenurePolicy

/// What is told of a case, new or done.
struct CaseRequest {
  private let request: RequestReader
  private let fields: [String: DocumentNode]

  init(_ body: [UInt8], required: [String], optional: [String]) throws {
    request = try RequestReader(body)
    fields = request.reader.mapping(request.root, required: required, optional: optional) ?? [:]
  }

  /// How few digits no number that can be called has.
  private static let fewestDigits = 5

  /// A number as it was typed: 1 to 40 characters, five digits among them.
  func phone() -> String? {
    guard let node = fields["phone"], let text = request.line(node, upTo: 40) else { return nil }
    guard text.utf8.count(where: { (48...57).contains($0) }) >= Self.fewestDigits else {
      request.note(
        node, "it has fewer than \(Self.fewestDigits) digits",
        "write the whole number, such as `+47 22 12 34 56`")
      return nil
    }
    return text
  }

  func kind() -> CaseKind {
    guard let node = fields["kind"], let text = request.reader.text(node) else { return .callBack }
    if let kind = CaseKind(rawValue: text) { return kind }
    request.note(
      node, "`\(text.prefix(40))` is no kind of case",
      "write `\(CaseKind.allCases.map(\.rawValue).joined(separator: "`, `"))`, or leave it out")
    return .callBack
  }

  /// A case can be brought to its end, and not back.
  func state() {
    guard let node = fields["state"], let state = request.reader.word(node, CaseState.self),
      state != .done
    else { return }
    request.note(node, "a case is not opened again", "write `done`, or open another case")
  }

  func line(_ name: String, upTo limit: Int) -> String? {
    fields[name].flatMap { request.line($0, upTo: limit) }
  }

  /// Text on several lines; nil if there is none.
  func text(_ name: String, upTo limit: Int) -> String? {
    fields[name].flatMap { request.text($0, upTo: limit) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Why support asks for somebody.
  func reason() -> String? {
    fields[SupportWords.member].flatMap { request.text($0, upTo: ActingParty.longestReason) }
  }

  func act() -> ActKind? { fields["act"].flatMap { request.reader.word($0, ActKind.self) } }

  func person() -> PersonID? {
    fields["person"].flatMap { request.identifier($0, Named.Person.self) }
  }

  func subscription() -> SubscriptionID? {
    fields["subscription"].flatMap { request.identifier($0, Named.Subscription.self) }
  }

  /// Notes what only reading the account shows.
  func refuse(_ name: String, _ problem: String, _ remedy: String) {
    request.note(fields[name] ?? request.root, problem, remedy)
  }

  func finish() throws { try request.finish() }
}
