import FoundationEssentials
import TenureDomain
import TenurePolicy
import Testing

/// Two editions that follow one another, with what changed between them.
struct EditionPair: CustomTestStringConvertible {
  let old: Edition
  let new: Edition
  let differences: [Difference]

  var testDescription: String { "\(old.id) to \(new.id)" }

  private init(_ old: Edition, _ new: Edition) {
    self.old = old
    self.new = new
    differences = EditionDiff.differences(from: old, to: new)
  }

  /// Every pair that the repository ships, and that of the guide.
  static let all: [EditionPair] = {
    var editions = ShippedEditions.documents.map(\.edition)
    if let own = try? OwnPolicy.editions() { editions += [own.old, own.new] }
    editions.sort { $0.id < $1.id }
    return zip(editions, editions.dropFirst()).filter { $0.id.family == $1.id.family }
      .map { EditionPair($0, $1) }
  }()
}

/// The policy of the guide.
enum OwnPolicy {
  static func editions() throws -> (old: Edition, new: Edition) {
    let folder = Project.root.appending(path: "Examples/own-policy")
    let editions = try PolicyLibrary(folder: folder, general: Project.root).book.editions(
      of: "tidewatch")
    return (try #require(editions.first), try #require(editions.last))
  }
}
