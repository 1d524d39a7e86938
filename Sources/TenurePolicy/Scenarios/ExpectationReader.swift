import TenureDomain

/// Reads what must come out.
struct ExpectationReader {
  let given: GivenReader

  private var reader: DocumentReader { given.reader }

  private static let keys = [
    "outcome", "reasons", "waysForward", "missing", "state", "refund", "timeline", "access",
    "recurringBilling", "licenses", "nextBilling", "blockers",
  ]

  func expectation(_ node: DocumentNode) -> Expectation {
    var expectation = Expectation()
    guard let fields = reader.mapping(node, optional: Self.keys) else { return expectation }
    for (name, field) in fields { expectation.lines[name] = field.line }
    func texts(_ name: String) -> [String]? {
      fields[name].map { reader.items($0).compactMap(reader.text) }
    }
    expectation.outcome = fields["outcome"].flatMap { reader.word($0, Outcome.self) }
    expectation.reasons = texts("reasons")
    expectation.waysForward = fields["waysForward"].map(ways)
    expectation.missing = texts("missing")
    expectation.state = fields["state"].flatMap { reader.word($0, SubscriptionState.self) }
    expectation.refund = fields["refund"].flatMap(refund)
    expectation.timeline = fields["timeline"].map(timeline) ?? []
    expectation.recurringBilling = fields["recurringBilling"].flatMap(reader.boolean)
    expectation.licenses = fields["licenses"].flatMap(given.count)
    expectation.nextBilling = fields["nextBilling"].flatMap(date)
    expectation.blockers = texts("blockers")
    if let access = fields["access"],
      let levels = reader.mapping(access, optional: ["users", "admins"])
    {
      expectation.users = levels["users"].flatMap { reader.word($0, Access.Users.self) }
      expectation.admins = levels["admins"].flatMap { reader.word($0, Access.Administrators.self) }
    }
    return expectation
  }

  private func ways(_ node: DocumentNode) -> [String] {
    reader.items(node).compactMap { item in
      guard let name = reader.text(item) else { return nil }
      if Way(name) == nil {
        reader.note(item, "`\(name)` is not a way", reader.suggestion(for: name, among: Way.names))
      }
      return name
    }
  }

  private func refund(_ node: DocumentNode) -> ExpectedRefund? {
    if node.text == "none" { return ExpectedRefund.none }
    guard
      let fields = reader.mapping(
        node, required: ["amount", "currency"], optional: ["to", "dueBy"]),
      let amount = given.money(fields)
    else { return nil }
    return .some(
      amount: amount, to: fields["to"].flatMap { reader.word($0, Refund.Destination.self) },
      dueBy: fields["dueBy"].flatMap(reader.date))
  }

  private func timeline(_ node: DocumentNode) -> [(kind: MilestoneKind, date: ExpectedDate)] {
    guard let fields = reader.mapping(node, optional: MilestoneKind.words) else { return [] }
    return MilestoneKind.allCases.compactMap { kind in
      fields[kind.rawValue].flatMap(date).map { (kind, $0) }
    }
  }

  private func date(_ node: DocumentNode) -> ExpectedDate? {
    if node.text == "none" { return ExpectedDate.none }
    switch given.moment(node) {
    case .date(let date): return .date(date)
    case .instant(let instant): return .instant(instant)
    case nil: return nil
    }
  }
}
