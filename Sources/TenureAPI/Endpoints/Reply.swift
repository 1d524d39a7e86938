import HTTPTypes
import Hummingbird
import TenureDomain
import TenureEngine

/// What an operation answers.
struct Reply: Sendable {
  enum Body: Sendable {
    case nothing
    case bytes([UInt8], MediaType)
    /// Written piece by piece, so that it need not lie in memory whole.
    case stream(MediaType, PieceStream)
  }

  var status: HTTPResponse.Status
  var body: Body
  var fields = HTTPFields()
  /// The version of what is shown or was changed.
  var tag: EntityTag?

  init(_ status: HTTPResponse.Status = .ok, _ body: Body = .nothing, tag: EntityTag? = nil) {
    self.status = status
    self.body = body
    self.tag = tag
  }

  /// A JSON text.
  init(json: [UInt8], _ status: HTTPResponse.Status = .ok, tag: EntityTag? = nil) {
    self.init(status, .bytes(json, .json), tag: tag)
  }

  /// What a verb that changes something answers.
  init(_ answer: Answer) {
    let tag = answer.version.map { EntityTag(version: $0) }
    self.init(json: answer.body, HTTPResponse.Status(code: answer.status), tag: tag)
    if answer.isReplay { fields[.replayed] = "true" }
  }

  /// What an act answers: a "no" is a problem that holds the act's receipt.
  init(_ answer: Answer, requestID: String) {
    self.init(answer)
    guard let act = answer.act, let kind = ProblemKind(act.outcome) else { return }
    let problem = Problem(
      kind,
      members: [
        ("outcome", JSONPieces.quoted(act.outcome.rawValue)), ("receipt", act.receipt),
      ])
    body = .bytes(problem.body(requestID: requestID), .problem)
  }

  /// Something that was read.
  init(_ body: some Encodable, tag: EntityTag? = nil) throws {
    self.init(json: try JSONText.bytes(body), tag: tag)
  }

  init<Body: Encodable>(_ read: Versioned<Body>) throws {
    try self.init(read.body, tag: EntityTag(version: read.version, passed: read.passed))
  }

  /// The response, with its entity tag and its media type.
  var response: Response {
    var fields = fields
    if let tag { fields[.eTag] = tag.text }
    switch body {
    case .nothing: return Response(status: status, headers: fields)
    case .bytes(let bytes, let form):
      fields[.contentType] = form.field
      if form == .html {
        fields[.contentSecurityPolicy] = StandalonePolicy.field(for: bytes)
        fields[.referrerPolicy] = "no-referrer"
      }
      return Response(
        status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    case .stream(let form, let pieces):
      fields[.contentType] = form.field
      return Response(
        status: status, headers: fields, body: ResponseBody(asyncSequence: pieces))
    }
  }
}
