import TenureEngine
import TenurePolicy

/// Why somebody leaves: the partial `leaving` asks for it, and for what they want to say.
struct ReasonChoice: Sendable {
  struct Choice: Sendable {
    let value: String
    let text: String
    /// Only what somebody chose themselves before.
    let isChosen: Bool
    /// Whether a summary of faults leads to it.
    let isFirst: Bool
  }

  /// How many characters feedback may have.
  static let feedbackLength = 4_000

  let choices: [Choice]
  let isRequired: Bool
  let fault: String?
  let feedback: String
  let feedbackFault: String?
  let length = ReasonChoice.feedbackLength

  init(_ parts: CancelPage.Parts, _ visit: Visit) {
    let chosen = visit.form["reason"]
    choices = LeavingReason.allCases.enumerated().map { index, reason in
      Choice(
        value: reason.rawValue, text: reason.name(visit),
        isChosen: reason.rawValue == chosen, isFirst: index == 0)
    }
    isRequired = parts.quote.reasonRequired
    fault = parts.faults["reason"]
    feedback = visit.form["feedback"] ?? ""
    feedbackFault = parts.faults["feedback"]
  }

  /// What is wrong with the feedback; nil if nothing is.
  static func feedbackFaults(in visit: Visit) -> [FormFault]? {
    guard let feedback = visit.form["feedback"], feedback.unicodeScalars.count > feedbackLength
    else { return nil }
    let text = visit.text("leaving.too-long", ["most": visit.say.number(feedbackLength)])
    return [FormFault(field: "feedback", text: text)]
  }
}

extension LeavingReason {
  /// The reason as people choose it.
  func name(_ visit: Visit) -> String { visit.say.name(of: self) }
}
