import ArgumentParser
import TenureDomain
import TenurePolicy

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Read, prove, test and compare policies.",
    discussion: """
      A policy is a family of dated editions, each a document in Policies/. An edition is named \
      family@date; the family alone means its newest edition.

      EXAMPLES
        tenure policy test Scenarios/*.yaml
        tenure policy check
        tenure policy explain partner cancel/window-passed
        tenure policy diff microsoft-365-business@2021-05-06 microsoft-365-business@2022-03-31

      \(ExitStatus.help)
      """,
    subcommands: [
      PolicyTestCommand.self, PolicyExplainCommand.self, PolicyCheckCommand.self,
      PolicyDiffCommand.self, PolicyCoverageCommand.self, PolicyAddCommand.self,
    ])
}

extension PolicyBook {
  /// The edition of a name: `family@date`, or `family` for the newest.
  func named(_ name: String) throws(InputErrors) -> Edition {
    if let reference = PolicyReference(name) {
      let pinned = reference.date.flatMap {
        edition(EditionID(family: reference.family, date: $0))
      }
      let newest = reference.date == nil ? editions(of: reference.family).last : nil
      if let edition = pinned ?? newest { return edition }
    }
    let known = documents.map { "\($0.edition.id)" }.joined(separator: ", ")
    throw InputErrors([
      InputError(
        file: name, problem: "there is no such edition", remedy: "use one of: \(known)")
    ])
  }
}
