import TenureDomain

/// A rule by where it stands in its document. A rule that several acts share stands there once.
struct RulePlace: Hashable {
  let id: String
  let line: Int

  init(_ header: RuleHeader) {
    id = header.id
    line = header.line
  }
}

/// What is known of a rule once every table it stands in was proved.
struct RuleRecord {
  let header: RuleHeader
  let ways: [WayCandidate]
  /// The acts or tables it stands in.
  var places: [String] = []
  /// The acts in which it refuses and leaves nothing to do, and a case of the first.
  var deadEnds: [String] = []
  var deadEnd: Witness?
  /// A case that it decides or helps to decide, from the first table where it does.
  var decided: Witness?
  /// Whether it decides anywhere.
  var matters = false
  /// Where it never matters, a case that it matches and others decide, if it matches at all.
  var shadow: Shadow?

  struct Shadow {
    let witness: Witness?
    /// The rules that decide before it.
    let before: [String]
  }
}

/// A text that some languages lack.
struct MissingText {
  /// The first rule that needs it; nil where none does.
  let header: RuleHeader?
  let witness: Witness?
  var catalogs: [MessageCatalog] = []
}
