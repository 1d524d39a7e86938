import GRDB
import GRDBSQLite
import TenureEngine

/// Puts SQLite's result codes into the words of the port.
enum SQLiteFault {
  /// - Parameter code: an extended result code.
  static func error(_ code: CInt, _ message: String) -> StoreError {
    switch code {
    case primaryKeyTaken, uniqueTaken, rowTaken:
      return .duplicate(subject(of: message))
    default: break
    }
    switch code & 0xff {
    case SQLITE_CONSTRAINT: return .constraint(subject(of: message))
    case SQLITE_FULL: return .full
    case SQLITE_IOERR, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_CANTOPEN, SQLITE_NOMEM, SQLITE_READONLY,
      SQLITE_INTERRUPT, SQLITE_PROTOCOL, SQLITE_MISUSE:
      return .unavailable("SQLite: \(message)")
    default: return .unreadable("SQLite: \(message)")
    }
  }

  /// An error of GRDB as one of the port; any other as it is.
  static func translate(_ error: any Error) -> any Error {
    guard let fault = error as? DatabaseError else { return error }
    return self.error(fault.extendedResultCode.rawValue, fault.message ?? "no message")
  }

  /// `UNIQUE constraint failed: people.email` is about `people.email`.
  private static func subject(of message: String) -> String {
    guard let colon = message.firstRange(of: "failed: ") else { return message }
    return String(message[colon.upperBound...])
  }

  // These stand in the header as expressions, which are not imported.
  private static let primaryKeyTaken = SQLITE_CONSTRAINT | (6 << 8)
  private static let uniqueTaken = SQLITE_CONSTRAINT | (8 << 8)
  private static let rowTaken = SQLITE_CONSTRAINT | (10 << 8)
}
