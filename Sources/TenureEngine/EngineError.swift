public import TenureDomain

/// Why a verb could not do what it was asked. A "no" of a policy is not among these: it is an
/// answer.
public enum EngineError: Error, Sendable, Hashable {
  /// The request is not well formed; every bad field.
  case invalid([FieldFault])
  /// There is no such thing, or not for this caller.
  case notFound(String)
  /// The caller may not do this; names the operation.
  case forbidden(Operation)
  /// The thing has changed since the version that the request named.
  case changed(current: Int64)
  /// Something of this name exists already.
  case exists(String)
  /// It must not be done now; says why, and who can change that.
  case notNow(String)
  /// Whoever asks does not have the task, or has it no longer; says why.
  case claimLost(String)
  /// The data of a subscription cannot be exported; says why and what can be done instead.
  case refusedExport(ExportRefusal)
  /// It was there once and is not any more; says how to get another.
  case gone(String)
  /// The quote no longer holds; the body is the quote that holds now, as JSON.
  case staleQuote([UInt8])
  /// A request with this idempotency key is being worked on.
  case inFlight
  /// This idempotency key came with another request before.
  case keyReused
  /// The account lives by the wall clock, which nobody advances.
  case wallClock
  /// The account was closed; nothing in it changes any more.
  case closed(since: Timestamp)
  /// The account takes no new subscriptions, because nobody used it for too long (DUE-09).
  case unused(since: Timestamp)
  /// People still have their address in the domain (DOM-03).
  case domainInUse(String, by: [PersonID])
  /// The code to sign in with is unknown, wrong, over, used or was tried too often; nobody learns
  /// which.
  case codeRefused
  /// The server lacks what it needs for this subscription, such as its edition.
  case notReady(String)
}

/// One bad field of a request.
public struct FieldFault: Sendable, Hashable, Codable {
  /// Its path, such as `price.amount`; empty for the request as a whole.
  public let field: String
  public let problem: String
  public let remedy: String

  public init(field: String, problem: String, remedy: String) {
    self.field = field
    self.problem = problem
    self.remedy = remedy
  }
}
