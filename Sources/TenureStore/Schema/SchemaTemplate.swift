import TenureDomain
import TenureEngine

/// Fills in what stands in braces in a migration's text.
enum SchemaTemplate {
  static func expand(_ template: String, _ spelling: DialectSpelling) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      text += value(of: rest[rest.index(after: open)..<close], spelling)
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private static func value(of name: Substring, _ spelling: DialectSpelling) -> String {
    switch name {
    case "integer": return spelling.integer
    case "text": return spelling.text
    case "bytes": return spelling.bytes
    case "table": return spelling.tableEnd
    case "narrow": return spelling.narrowTableEnd
    default: break
    }
    let parts = name.split(separator: " ").map(String.init)
    if parts.count == 2, parts[0] == "json" { return spelling.isJSON(parts[1]) }
    if parts.count == 2, parts[0] == "words", let words = vocabularies[parts[1]] {
      return "(" + words.map { "'\($0)'" }.joined(separator: ", ") + ")"
    }
    preconditionFailure("a migration asks for `\(name)`, which means nothing")
  }

  /// The words that columns can hold. A word that is derived and never given is left out. A new
  /// word needs a migration with a ``Migration/Widening``, for databases that exist already.
  static let vocabularies: [String: [String]] = [
    "AccountKind": AccountKind.words,
    "Agreement": Agreement.words.filter { $0 != Agreement.none.rawValue },
    "BillingInterval": BillingInterval.allCases.map(\.rawValue),
    "Channel": Channel.words,
    "Cloud": Cloud.words,
    "EndingCause": EndingCause.words.filter { $0 != EndingCause.none.rawValue },
    "EntryKind": LedgerEntry.Kind.words,
    "LedgerAccount": LedgerAccount.words,
    "MilestoneKind": MilestoneKind.words,
    "PaymentMethod": PaymentMethod.words,
    "PaymentReason": PaymentRecord.Reason.words,
    "PaymentState": PaymentRecord.State.words,
    "PriceUnit": PriceUnit.words,
    "Program": Program.words.filter { $0 != Program.none.rawValue },
    "Role": Role.words,
    "Segment": Segment.words,
    "SubscriptionKind": SubscriptionKind.words,
    "SubscriptionState": SubscriptionState.words,
    "TaskKind": TaskKind.words,
    "TaskState": TaskState.words,
    "CaseKind": CaseKind.allCases.map(\.rawValue),
    "CaseState": CaseState.words,
    "RollupMeasure": RollupMeasure.words,
  ]
}
