public import HTTPTypes
public import TenureEngine

/// An error on its way to the client, told as RFC 9457 has it.
public struct Problem: Error, Sendable {
  public let kind: ProblemKind
  /// What is wrong with this request; nil where the title says all.
  public let detail: String?
  /// Every bad field.
  public var faults: [FieldFault]
  /// Header fields that belong to the answer: `Allow`, `Retry-After`, `WWW-Authenticate`.
  public var fields: HTTPFields
  /// Further members of the body, by name: JSON texts.
  public var members: [(name: String, json: [UInt8])]

  public init(
    _ kind: ProblemKind, _ detail: String? = nil, faults: [FieldFault] = [],
    fields: HTTPFields = HTTPFields(), members: [(name: String, json: [UInt8])] = []
  ) {
    self.kind = kind
    self.detail = detail
    self.faults = faults
    self.fields = fields
    self.members = members
  }

  /// A query parameter or header field that is not as it must be.
  static func invalid(_ path: String, _ problem: String, _ remedy: String) -> Problem {
    Problem(.invalidInput, faults: [FieldFault(field: path, problem: problem, remedy: remedy)])
  }

  /// The body's JSON, keys sorted.
  func body(requestID: String) -> [UInt8] {
    var members = members
    if let detail { members.append(("detail", JSONPieces.quoted(detail))) }
    if !faults.isEmpty { members.append(("errors", errors)) }
    members.append(("help", JSONPieces.quoted(kind.help)))
    members.append(("requestId", JSONPieces.quoted(requestID)))
    members.append(("status", Array("\(kind.status.code)".utf8)))
    members.append(("title", JSONPieces.quoted(kind.title)))
    members.append(("type", JSONPieces.quoted(kind.type)))
    return JSONPieces.object(members)
  }

  private var errors: [UInt8] {
    JSONPieces.array(
      faults.map {
        JSONPieces.object([
          ("field", JSONPieces.quoted($0.field)), ("problem", JSONPieces.quoted($0.problem)),
          ("remedy", JSONPieces.quoted($0.remedy)),
        ])
      })
  }
}
