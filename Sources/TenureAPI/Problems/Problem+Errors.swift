import HTTPTypes
import TenureEngine
import TenurePolicy

extension Problem {
  /// What an error means to the client.
  ///
  /// - Parameter phase: how far the request had come.
  init(_ error: any Error, phase: Exchange.Phase) {
    switch error {
    case let problem as Problem: self = problem
    case let error as EngineError: self.init(error)
    case let error as StoreError: self.init(error)
    case let errors as InputErrors:
      self.init(.invalidInput, faults: errors.errors.map(FieldFault.init(document:)))
    case is TimeLimits.Expired: self.init(phase == .arriving ? .requestTimeout : .tookTooLong)
    // The server shuts down; nothing of the request was carried out, or the key finds it.
    case is CancellationError: self.init(phase == .arriving ? .unavailable : .outcomeUnknown)
    default: self.init(.internalError)
    }
  }

  private init(_ error: EngineError) {
    switch error {
    case .invalid(let faults): self.init(.invalidInput, faults: faults)
    case .notFound(let what): self.init(.notFound, "There is no such \(what).")
    case .forbidden(let operation):
      self.init(.forbidden, "The caller may not \(PermissionTable.row(of: operation).meaning).")
    case .codeRefused: self.init(ProblemKind.codeRefused)
    case .changed(let current):
      self.init(
        .preconditionFailed, "Its version is \(current) now.",
        fields: [.eTag: EntityTag(version: current).text])
    case .exists(let what): self.init(.conflict, "There is such a thing already: \(what).")
    case .notNow(let why): self.init(.notNow, "It must not be done now: \(why).")
    case .claimLost(let why): self.init(.claimLost, "It is not the caller's: \(why).")
    case .refusedExport(let refusal): self.init(refusal)
    case .gone(let remedy): self.init(.gone, remedy)
    case .staleQuote(let quote): self.init(.staleQuote, members: [("quote", quote)])
    case .closed(let since): self.init(.accountClosed, "It was closed at \(since).")
    case .unused(let since): self.init(.accountUnused, "It is blocked since \(since).")
    case .domainInUse(let domain, let people):
      self.init(
        .domainInUse, "\(people.count) of its people have their address in \(domain).",
        members: [("people", JSONPieces.array(people.map { JSONPieces.quoted($0.text) }))])
    case .inFlight: self.init(.requestInFlight)
    case .keyReused: self.init(.idempotencyKeyReused)
    case .wallClock: self.init(.noTestClock)
    case .notReady(let what): self.init(.unavailable, what)
    }
  }

  private init(_ refusal: ExportRefusal) {
    func items(_ bodies: [some Encodable]) -> [UInt8] {
      JSONPieces.array(bodies.compactMap { try? JSONText.bytes($0) })
    }
    self.init(
      .notNow, "There is nothing to export: \(refusal.text).",
      members: [
        ("reasons", items(refusal.reasons)), ("waysForward", items(refusal.waysForward)),
      ])
  }

  private init(_ error: StoreError) {
    switch error {
    case .conflict: self.init(.conflict, "It was changed by others several times meanwhile.")
    case .duplicate: self.init(.conflict, "There is such a thing already.")
    case .constraint, .unreadable: self.init(.internalError)
    case .unavailable: self.init(.unavailable)
    case .commitUnknown: self.init(.outcomeUnknown)
    case .full: self.init(.storageFull)
    }
  }

  /// The name of an error for the log, without what it was about.
  static func name(of error: any Error) -> String {
    switch error {
    case StoreError.constraint(let name): "constraint \(name)"
    case StoreError.unreadable(let what): "unreadable \(what)"
    default: "\(type(of: error))"
    }
  }
}

extension FieldFault {
  /// A fault of a body that is a document or a list of rows, and has lines.
  init(document error: InputError) {
    let place = error.line > 0 ? "line \(error.line): " : ""
    self.init(field: error.key, problem: place + error.problem, remedy: error.remedy)
  }
}
