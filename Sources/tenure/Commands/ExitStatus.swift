import ArgumentParser
import Foundation
import TenurePolicy

/// How the command ends.
enum ExitStatus: Int32 {
  /// Decided, whatever the outcome.
  case done = 0
  /// A scenario failed, or a check found something.
  case finding = 1
  /// The input or the way the command was called is at fault.
  case badInput = 2

  static let help = """
    EXIT STATUS
      0  decided, whatever the outcome
      1  a scenario failed, or a check found something
      2  bad input: a file or an option that cannot be used; standard error says what and where
    """

  /// Says what an error means and how the command ends with it.
  static func end(_ error: any Error) -> ExitStatus {
    if let status = error as? ExitStatus { return status }
    if let errors = error as? InputErrors {
      Output.complain("\(errors)")
      return .badInput
    }
    if let status = end(ofOperation: error) { return status }
    let message = Tenure.fullMessage(for: error)
    if Tenure.exitCode(for: error) == .success {
      Output.write(message + "\n")
      return .done
    }
    Output.complain(message)
    return .badInput
  }
}

extension ExitStatus: Error {}
