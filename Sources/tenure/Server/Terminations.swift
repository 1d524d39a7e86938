import Foundation
import TenureEngine
import TenurePolicy
import TenureStore

extension ExitStatus {
  /// How the command ends with a fault of the engine or of the store; nil for any other error.
  static func end(ofOperation error: any Error) -> ExitStatus? {
    switch error {
    case let error as OwnershipError:
      Output.complain(
        "\(error)\n  help: to work through the server, add `--server URL` and set TENURE_KEY")
      return .badInput
    case let error as SchemaError:
      Output.complain("\(error)")
      return .badInput
    case let error as FileFault:
      Output.complain("\(error)")
      return .badInput
    #if PostgreSQL
      case let error as PostgresRefusal:
        Output.complain("\(error)")
        return .badInput
    #endif
    case let error as StoreError:
      Output.complain(text(error))
      return .finding
    case EngineError.invalid(let faults):
      for fault in faults {
        let field = fault.field.isEmpty ? "" : "\(fault.field): "
        Output.complain("\(field)\(fault.problem)\n  help: \(fault.remedy)")
      }
      return .badInput
    case EngineError.notFound(let what):
      Output.complain("there is no such \(what)")
      return .badInput
    case EngineError.wallClock:
      Output.complain(
        "the account lives by the wall clock, which nobody advances\n"
          + "  help: make an account with `clock` to try what time brings")
      return .badInput
    case let error as OperationFailure:
      Output.complain("\(error)")
      return .finding
    default: return nil
    }
  }

  private static func text(_ error: StoreError) -> String {
    switch error {
    case .conflict: "somebody else changed the same at the same time; try again"
    case .duplicate(let what): "\(what) exists already"
    case .constraint(let name): "the database refused a row: \(name). Please report this"
    case .unavailable(let why): "the database cannot be reached: \(why)"
    case .commitUnknown:
      "the connection broke while the last change was on its way; run the command again: what was "
        + "done already is not done twice"
    case .full: "the disk is full; nothing was written"
    case .unreadable(let what): "the database cannot be read: \(what)"
    }
  }
}

/// An operation that a server or this command could not carry out; says why and what to do.
struct OperationFailure: Error, CustomStringConvertible {
  let problem: String
  let remedy: String

  var description: String { "\(problem)\n  help: \(remedy)" }
}
