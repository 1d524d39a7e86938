import Foundation
import TenurePolicy

/// The folder of the guide "Write and test your own policy" before it is finished: the finished
/// one with the faults that the guide tells of.
enum GuideDraft: String {
  case empty, head, slips, first
  case tooWide = "too-wide"

  private static let edition = "Policies/tidewatch@2026-01-01.yaml"
  private static let next = "Policies/tidewatch@2026-07-01.yaml"

  enum Fault: Error {
    case noSuchText(String)
  }

  /// Makes the draft out of a copy of the finished folder.
  func write(to folder: URL) throws {
    let place = folder.appending(path: Self.edition)
    try Data(text(of: DocumentFile.text(place)).utf8).write(to: place)
    if self != .tooWide {
      try FileManager.default.removeItem(at: folder.appending(path: Self.next))
    }
  }

  private func text(of finished: String) throws -> String {
    switch self {
    case .empty: return ""
    case .head:
      let last = "# Rules that several acts share; they stand before each act's own.\n"
      guard let end = finished.range(of: last) else { throw Fault.noSuchText(last) }
      return String(finished[..<end.upperBound])
    case .slips:
      return try Self.replace(
        [
          ("sinceFirstPurchase: { within", "sinceFirstPurchse: { within"),
          ("subscription.kind: prepaid", "subscription.kind: gift"),
        ], in: finished)
    case .first:
      return try Self.replace(
        [
          (Self.rules, ""), ("ways: [buy-again, { contact-support: { house: true } }]", Self.ways),
          ("\nlifecycle:\n", Self.unneeded), ("deletedBy: 90d", "deletedBy: 30d"),
        ], in: finished)
    case .tooWide: return try Self.replace([(Self.rules, Self.wideRule)], in: finished)
    }
  }

  private static func replace(
    _ changes: [(old: String, new: String)], in text: String
  ) throws -> String {
    try changes.reduce(text) { text, change in
      guard text.contains(change.old) else { throw Fault.noSuchText(change.old) }
      return text.replacing(change.old, with: change.new, maxReplacements: 1)
    }
  }

  private static let ways = "ways: [buy-again]"

  private static let unneeded = """
      - id: gifts-never
        when: { subscription.kind: prepaid }
        then: none

    lifecycle:

    """

  private static let wideRule = """
          - id: ends-by-itself
            implements: [T-4, T-5]
            when: { subscription.recurringBilling: false }
            ways: [wait-for-expiry]
            source: TERMS

    """

  /// The three rules that end up in its place.
  private static let rules = """
          - id: gift-or-trial-ends-by-itself
            implements: [T-5]
            when: { subscription.kind: { not: [paid] }, subscription.recurringBilling: false }
            ways: [wait-for-expiry]
            message: ends-by-itself
            source: TERMS
          - id: renewed-ends-by-itself
            implements: [T-4]
            when: { subscription.renewed: true, subscription.recurringBilling: false }
            ways: [wait-for-expiry]
            message: ends-by-itself
            source: TERMS
          - id: ends-by-itself
            implements: [T-4]
            when: { sinceFirstPurchase: { atLeast: 14d }, subscription.recurringBilling: false }
            ways: [wait-for-expiry]
            source: TERMS

    """
}
