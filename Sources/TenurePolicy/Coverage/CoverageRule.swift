public import TenureDomain

/// A documented rule of the model system, and what became of it.
public struct CoverageRule: Sendable, Hashable {
  /// Its id in the documents' rule table, such as `ELIG-10`.
  public let id: String
  /// What it says, in one line.
  public let says: String
  public let answer: CoverageAnswer
  /// The suites that exercise it where a scenario cannot, because it takes the whole server.
  public let tests: [String]
  /// The parts of the rule that are left open.
  public let exceptions: [CoverageException]
  /// The line of the catalogue on which it stands.
  public let line: Int
}

/// What the catalogue says of a rule.
public enum CoverageAnswer: Sendable, Hashable {
  /// Nothing: policy rules must name it under `implements`.
  case byPolicy
  /// The domain carries it out, or a part of the engine: the symbol or the folder that does, and
  /// how.
  case mechanism(symbol: String, how: String)
  /// Other rules of the catalogue carry it out.
  case through([String])
  case doesNotApply(InapplicableCategory, why: String)
  /// Another documented rule holds in its place.
  case overruled(by: String, why: String)
  /// It is still to come, and what it waits for.
  case notYet(String)
}

/// A part of a rule that is left open, and why.
public struct CoverageException: Sendable, Hashable, Codable {
  public let kind: ExceptionKind
  /// The rule that holds in its place, for what is overruled.
  public let rule: String?
  /// Which part it is, and why.
  public let why: String

  /// As the catalogue writes it: `outside the system: …`, `overruled by CON-S7: …` or
  /// `later part: …`.
  public var text: String {
    switch kind {
    case .outside: "outside the system: \(why)"
    case .overruled: "overruled by \(rule ?? ""): \(why)"
    case .later: "later part: \(why)"
    }
  }

  /// - Parameter text: as the catalogue writes it; nil if it begins with none of the three kinds,
  ///   or if it says no more.
  init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let head = text[..<colon].split(separator: " ").map(String.init)
    let why = text[text.index(after: colon)...].drop { $0 == " " }
    guard !why.isEmpty else { return nil }
    if head == ["outside", "the", "system"] {
      kind = .outside
      rule = nil
    } else if head == ["later", "part"] {
      kind = .later
      rule = nil
    } else if head.count == 3, head[..<2] == ["overruled", "by"] {
      kind = .overruled
      rule = head[2]
    } else {
      return nil
    }
    self.why = String(why)
  }
}

/// Why a part of a rule is left open: the only three reasons there are.
public enum ExceptionKind: String, Word, Codable, CodingKeyRepresentable {
  /// It lies outside the system.
  case outside
  /// Another documented rule holds in its place.
  case overruled
  /// It belongs to a later part.
  case later

  /// The kind as a reader meets it.
  public var title: String {
    switch self {
    case .outside: "outside the system"
    case .overruled: "overruled"
    case .later: "later part"
    }
  }
}

/// The only reasons for which a documented rule lies outside the system.
public enum InapplicableCategory: String, Word, Codable {
  case anotherSellersInternals = "another-sellers-internals"
  case retiredProgramme = "retired-programme"
  case anotherProduct = "another-product"
  case userInterfaceStep = "user-interface-step"
  case statementOfAbsence = "statement-of-absence"

  /// The category as a reader meets it.
  public var title: String {
    switch self {
    case .anotherSellersInternals: "another seller’s internals"
    case .retiredProgramme: "retired programme"
    case .anotherProduct: "another product"
    case .userInterfaceStep: "step of a user interface"
    case .statementOfAbsence: "statement of absence"
    }
  }
}
