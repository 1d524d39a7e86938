package import TenureDomain

/// Refuses what cannot be true of a subject.
package struct SubjectCheck {
  let reader: DocumentReader
  let subject: Subject

  package init(reader: DocumentReader, subject: Subject) {
    self.reader = reader
    self.subject = subject
  }

  private var subscription: Subscription { subject.subscription }

  package func check(_ node: DocumentNode) {
    checkGrid(node)
    checkTotal(node)
    checkTrial(node)
    checkPeople(node)
    for problem in Self.contradictions(subject) {
      reader.note(node, problem, "correct one of these facts, or leave out what is not known")
    }
  }

  /// The combinations of the fact catalog that hold, as sentences.
  package static func contradictions(_ subject: Subject) -> [String] {
    let facts = FactSet(
      of: subject, act: nil, at: Timestamp(microseconds: 0), products: ProductCatalog([]),
      licenseWindow: 0)
    var problems = FactCatalog.exclusions.filter { $0.holds(in: facts) }.map(\.reason)
    // The fact tables derive these for the wrong kind of account, so they are looked at as given.
    if subject.account.kind == .consumer, subject.account.agreement != nil {
      problems.append("a person has no business agreement")
    }
    if subject.account.program != nil, let agreement = subject.account.agreement,
      agreement != .csp, agreement != .volume
    {
      problems.append("the agreement `\(agreement.rawValue)` has no programme")
    }
    return problems
  }

  /// A term ends on the grid that its anchor spans (D4).
  private func checkGrid(_ node: DocumentNode) {
    guard subscription.kind != .trial, let grid = subject.termGrid, let term = subscription.term,
      !grid.isBoundary(term.end)
    else { return }
    reader.note(
      node,
      "the term ends on \(term.end), which is not on the grid of its anchor \(grid.anchor) by "
        + "\(grid.interval.rawValue)",
      "the nearest ends are \(grid.term(containing: term.end).start) and "
        + "\(grid.term(containing: term.end).end)")
  }

  private func checkTotal(_ node: DocumentNode) {
    guard let price = subscription.price, let quantity = subject.chargedQuantity else { return }
    do {
      _ = try price.amount.multiplied(by: quantity)
    } catch {
      reader.note(
        node, "\(price.amount) for \(quantity) licenses is more than an amount can hold",
        "check the price and the licenses")
    }
  }

  /// A family is the owner and up to five others (CON-F1).
  private func checkPeople(_ node: DocumentNode) {
    guard subscription.sharedWith.count > 5 else { return }
    reader.note(
      node, "the subscription is shared with \(subscription.sharedWith.count) people",
      "share it with up to five besides the owner")
  }

  private func checkTrial(_ node: DocumentNode) {
    guard subscription.kind == .trial, subscription.interval != nil else { return }
    reader.note(node, "a trial's term has no interval", "leave out `interval`")
  }
}
