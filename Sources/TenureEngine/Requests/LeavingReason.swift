public import TenureDomain
public import TenurePolicy

/// Why somebody leaves. The documents publish no list; this one is ours (D9).
public enum LeavingReason: String, Word {
  case tooExpensive = "too-expensive"
  case notUsed = "not-used"
  case missingFeature = "missing-feature"
  case switchingProduct = "switching-product"
  case qualityOrSupport = "quality-or-support"
  case testedOnly = "tested-only"
  case organisationChanges = "organisation-changes"
  case other
}

extension Localizer {
  /// The reason as people choose it.
  public func name(of reason: LeavingReason) -> String {
    // A key `other` would be a form of the plural.
    text("leaving.\(reason == .other ? "another" : reason.rawValue)")
  }
}
