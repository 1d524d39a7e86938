import TenureEngine

/// What the server, or the lack of one, said about a statement.
struct PostgresFault: Error, Hashable {
  /// The five characters of the SQL standard; nil if the connection broke and nobody said why.
  let state: String?
  /// Whether the server ended the connection with it.
  let isFatal: Bool
  let message: String
  /// The constraint that a row offends, if one does.
  let constraint: String?
  /// Whether the statement had to change a given number of rows.
  let hadExpectation: Bool

  init(
    state: String?, isFatal: Bool = false, message: String, constraint: String? = nil,
    hadExpectation: Bool = false
  ) {
    self.state = state
    self.isFatal = isFatal
    self.message = message
    self.constraint = constraint
    self.hadExpectation = hadExpectation
  }

  static func lostConnection(_ message: String) -> PostgresFault {
    PostgresFault(state: nil, isFatal: true, message: message)
  }

  /// What follows for the transaction. Each line of the switch is a class or a code of appendix A
  /// of PostgreSQL's manual.
  var consequence: Consequence {
    guard let state else { return .reconnect(.unavailable(message)) }
    switch state {
    case "22012" where hadExpectation: return .fail(.conflict)
    case "23505": return .fail(.duplicate(constraint ?? message))
    case _ where state.hasPrefix("23"): return .fail(.constraint(constraint ?? message))
    case "22021": return .fail(.constraint(message))
    // Serialization failure and deadlock: the server chose this transaction to give way.
    case "40001", "40P01": return .retry(.unavailable(message))
    // The schema changed under a prepared statement, or this server has become a standby.
    case "0A000" where message.contains("cached plan"), "25006":
      return .reconnect(.unavailable(message))
    case "53100": return .fail(.full)
    // Too many locks, too little memory, a time limit, a lock that did not come.
    case _ where state.hasPrefix("53"), "57014", "55P03": return .fail(.unavailable(message))
    // Shutting down, starting up, gone; and a transaction that idled too long.
    case _ where state.hasPrefix("57P") || state.hasPrefix("08"), "25P03", "25P04":
      return .reconnect(.unavailable(message))
    // I/O errors: 58030 is what a full disk may look like from fsync or a temporary file.
    case _ where state.hasPrefix("58"): return .fail(.unavailable(message))
    default: return .fail(.unreadable("PostgreSQL answered \(state): \(message)"))
    }
  }

  enum Consequence: Hashable {
    /// The caller is told.
    case fail(StoreError)
    /// The closure is run again; after too many times the caller is told.
    case retry(StoreError)
    /// As ``retry(_:)``, on a new connection.
    case reconnect(StoreError)

    var error: StoreError {
      switch self {
      case .fail(let error), .retry(let error), .reconnect(let error): error
      }
    }
  }
}

/// Why a server is not used: it could lose what was acknowledged, or lacks what is needed.
public struct PostgresRefusal: Error, Hashable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
