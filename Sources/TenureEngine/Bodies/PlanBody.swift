public import TenureDomain
public import TenurePolicy

/// What carrying out a permitted act changes, for programs.
public struct PlanBody: Codable, Sendable, Hashable {
  /// `now` or `at-term-end`.
  public var effect: String
  public var changes: [ChangeBody]
  public var refund: RefundBody?
  public var charge: ChargeBody?
  public var entries: [EntryBody]
  public var losses: [LossBody]
  public var open: [OpenBody]
  public var messages: [MessageBody]

  public init(_ plan: Plan, _ zone: ZoneRules, _ say: Localizer) {
    effect = plan.effect.rawValue
    changes = plan.changes.map { ChangeBody($0, zone, say) }
    refund = plan.refund.map(RefundBody.init)
    charge = plan.charge.map(ChargeBody.init)
    entries = plan.entries.flatMap(EntryBody.records)
    losses = plan.losses.map { LossBody($0, say) }
    open = plan.open.map { OpenBody($0, say) }
    messages = plan.messages.map {
      MessageBody(subject: $0.subject.rawValue, recipients: $0.recipients.map(\.rawValue))
    }
  }
}

/// Money that moves between two accounts of the ledger.
public struct EntryBody: Codable, Sendable, Hashable {
  public var kind: String
  public var source: String
  public var destination: String
  public var amount: MoneyBody

  public static func records(_ entry: LedgerEntry) -> [EntryBody] {
    entry.postings.map {
      EntryBody(
        kind: entry.kind.rawValue, source: $0.source.rawValue,
        destination: $0.destination.rawValue, amount: MoneyBody($0.amount))
    }
  }
}

/// A field of a plan that stays open, and the facts it waits for.
public struct OpenBody: Codable, Sendable, Hashable {
  public var field: String
  public var missing: [String]
  public var text: String

  public init(_ open: OpenField, _ say: Localizer) {
    field = open.field.rawValue
    missing = open.missing.map(\.path)
    text = say.sentence(open)
  }
}

/// Who is told of an act.
public struct MessageBody: Codable, Sendable, Hashable {
  public var subject: String
  public var recipients: [String]
}
