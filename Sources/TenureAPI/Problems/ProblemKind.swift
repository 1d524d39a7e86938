public import HTTPTypes
import TenureDomain

/// What can go wrong with a request. The raw value ends the problem's `type`, which never changes.
public enum ProblemKind: String, CaseIterable, Sendable {
  case malformedRequest = "malformed-request"
  case invalidInput = "invalid-input"
  case unauthenticated
  case forbidden
  case codeRefused = "code-refused"
  case notFound = "not-found"
  case methodNotAllowed = "method-not-allowed"
  case notAcceptable = "not-acceptable"
  case requestTimeout = "request-timeout"
  case conflict
  case requestInFlight = "request-in-flight"
  case refused = "act-refused"
  case elsewhere = "act-elsewhere"
  case undetermined = "act-undetermined"
  case staleQuote = "stale-quote"
  case notNow = "not-now"
  case claimLost = "claim-lost"
  case gone
  case noTestClock = "no-test-clock"
  case accountClosed = "account-closed"
  case accountUnused = "account-unused"
  case domainInUse = "domain-in-use"
  case preconditionFailed = "precondition-failed"
  case contentTooLarge = "content-too-large"
  case uriTooLong = "uri-too-long"
  case unsupportedMediaType = "unsupported-media-type"
  case idempotencyKeyReused = "idempotency-key-reused"
  case tooManyRequests = "too-many-requests"
  case headersTooLarge = "headers-too-large"
  case internalError = "internal-error"
  case unavailable
  case outcomeUnknown = "outcome-unknown"
  case storageFull = "storage-full"
  case tookTooLong = "took-too-long"

  /// What an act came to that was not carried out; nil for one that was, or need not be.
  init?(_ outcome: Outcome) {
    switch outcome {
    case .permitted, .unnecessary: return nil
    case .refused: self = .refused
    case .elsewhere: self = .elsewhere
    case .undetermined: self = .undetermined
    }
  }

  public var status: HTTPResponse.Status {
    switch self {
    case .malformedRequest, .invalidInput: .badRequest
    case .unauthenticated: .unauthorized
    case .forbidden, .codeRefused: .forbidden
    case .notFound: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .notAcceptable: .notAcceptable
    case .requestTimeout: .requestTimeout
    case .conflict, .requestInFlight, .refused, .elsewhere, .undetermined, .staleQuote,
      .notNow, .claimLost, .noTestClock, .accountClosed, .accountUnused, .domainInUse:
      .conflict
    case .gone: .gone
    case .preconditionFailed: .preconditionFailed
    case .contentTooLarge: .contentTooLarge
    case .uriTooLong: .uriTooLong
    case .unsupportedMediaType: .unsupportedMediaType
    case .idempotencyKeyReused: .unprocessableContent
    case .tooManyRequests: .tooManyRequests
    case .headersTooLarge: .requestHeaderFieldsTooLarge
    case .internalError: .internalServerError
    case .unavailable, .outcomeUnknown, .storageFull, .tookTooLong: .serviceUnavailable
    }
  }

  /// What the problem's `type` is, on every server.
  public var type: String { "urn:tenure:problem:\(rawValue)" }

  /// Seconds after which the same request may succeed; nil where waiting does not help.
  var retryAfter: Int? {
    switch self {
    case .requestInFlight, .unavailable, .outcomeUnknown, .tookTooLong: 1
    case .storageFull: 60
    default: nil
    }
  }
}
