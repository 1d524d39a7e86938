import TenureDomain
import TenureEngine
import TenurePolicy

/// One line of a list of facts: the partial `facts` shows a list of them named `facts`.
struct FactLine: Sendable {
  let name: String
  let value: String
  /// Where the value leads; nil for nowhere.
  var path: String?
  /// The class of the badge that the value is; nil for plain text.
  var badge: String?
  /// The day or moment for machines, where the value is one.
  var day: String?
  /// What stands below the value, in the second voice.
  var note: String?

  init(
    _ name: String, _ value: String, path: String? = nil, badge: String? = nil,
    day: String? = nil, note: String? = nil
  ) {
    self.name = name
    self.value = value
    self.path = path
    self.badge = badge
    self.day = day
    self.note = note
  }

  /// A fact that a rule used, with its value.
  init(_ fact: FactBody, _ visit: Visit) {
    let known = FactCatalog.fact(at: fact.name)
    self.init(
      (known.map { visit.say.name(of: $0) } ?? fact.name).withCapital,
      fact.value == nil ? visit.text("words.unknown") : fact.text)
  }
}

extension String {
  /// With a capital letter at its beginning: names of facts and states begin small.
  var withCapital: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }
}
