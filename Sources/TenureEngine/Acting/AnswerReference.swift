import TenureDomain

/// What a stored answer consists of, where the answer holds personal data: not the words, which
/// would outlive an erasure, but what they are about. A repetition shows it as it is then.
struct AnswerReference: Codable, Sendable {
  var account: String
  /// nil if the answer is about no person, but a case or the account itself.
  var person: String?
  var supportCase: String?
}

extension AnswerReference {
  /// What such a body begins with; no other body of ours does.
  private static let mark = Array(#"{"about":{"#.utf8)

  private struct Envelope: Codable {
    var about: AnswerReference
  }

  func bytes() throws -> [UInt8] { try JSONText.bytes(Envelope(about: self)) }

  /// nil if a stored body is an answer in full.
  static func read(_ body: [UInt8]) throws -> AnswerReference? {
    guard body.starts(with: mark) else { return nil }
    return try JSONText.value(Envelope.self, body).about
  }

  /// The answer as it would be given now.
  func answer(_ tx: any StoreReader) throws -> [UInt8] {
    let id = AccountID(stored: account)
    if let person {
      guard let record = try tx.person(PersonID(stored: person), of: id) else {
        throw EngineError.notFound("person")
      }
      return try JSONText.bytes(PersonBody(record))
    }
    if let supportCase {
      guard let record = try tx.supportCase(CaseID(stored: supportCase), of: id) else {
        throw EngineError.notFound("case")
      }
      return try JSONText.bytes(CaseBody(record))
    }
    guard let record = try tx.account(id) else { throw EngineError.notFound("account") }
    return try JSONText.bytes(AccountBody(record, domains: try tx.domains(of: id)))
  }
}
