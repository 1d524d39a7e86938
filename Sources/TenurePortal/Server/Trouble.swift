import HTTPTypes
import TenureDomain
import TenureEngine

/// Why a page cannot be shown, or a form cannot be done, for people.
struct Trouble: Error {
  enum Kind: String, CaseIterable {
    case notFound = "not-found"
    /// No page of the portal has the address.
    case nowhere
    case forbidden
    case methodNotAllowed = "method"
    /// What was sent is no form of ours.
    case unreadable
    case tooLarge = "too-large"
    /// A form that does not come from a page of ours, or whose page was made in another session.
    case foreignForm = "foreign-form"
    /// Somebody signed in with a form that somebody else had filled in.
    case notForYou = "not-for-you"
    case changed
    case closed
    case unused
    case notNow = "not-now"
    case invalid
    case gone
    case tooMany = "too-many"
    case notReady = "not-ready"
    /// An operator, who looks at accounts, asked for what people of the account and support do.
    case lookingOnly = "looking-only"
    case internalError = "internal"
    /// Nobody has signed in, or the session is over.
    case signIn = "sign-in"
  }

  let kind: Kind
  /// More in words, already in the language of whoever reads; nil if there is no more.
  var detail: String?
  /// Each bad field, for ``Kind/invalid``.
  var faults: [FieldFault] = []

  init(_ kind: Kind, detail: String? = nil) {
    self.kind = kind
    self.detail = detail
  }

  init(_ error: any Error) {
    switch error {
    case let error as EngineError: self.init(error)
    case is StoreError: self.init(.notReady)
    default: self.init(.internalError)
    }
  }

  private init(_ error: EngineError) {
    switch error {
    case .invalid(let faults):
      self.init(.invalid)
      self.faults = faults
    case .notFound: self.init(.notFound)
    case .forbidden, .codeRefused: self.init(.forbidden)
    case .changed, .staleQuote, .keyReused, .exists, .claimLost: self.init(.changed)
    case .inFlight: self.init(.tooMany)
    case .closed: self.init(.closed)
    case .unused: self.init(.unused)
    case .notNow, .refusedExport, .domainInUse, .wallClock: self.init(.notNow)
    case .gone: self.init(.gone)
    case .notReady: self.init(.notReady)
    }
  }

  var status: HTTPResponse.Status {
    switch kind {
    case .notFound, .nowhere: .notFound
    case .forbidden, .foreignForm, .notForYou, .lookingOnly: .forbidden
    case .methodNotAllowed: .methodNotAllowed
    case .unreadable, .invalid: .badRequest
    case .tooLarge: .contentTooLarge
    case .changed, .closed, .unused, .notNow: .conflict
    case .gone: .gone
    case .tooMany: .tooManyRequests
    case .notReady: .serviceUnavailable
    case .internalError: .internalServerError
    case .signIn: .unauthorized
    }
  }
}
