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
  /// The part of the rule that is left open, nil if nothing is.
  public let except: String?
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
