import TenureDomain
import TenureEngine
import TenurePolicy

/// Decides acts that ask for a number or a product with a likely one, to see whether they are
/// possible at all. Nothing is written.
struct ActProbe: Sendable {
  private let words: SubscriptionWords

  init(_ words: SubscriptionWords) {
    self.words = words
  }

  /// The same decisions, those that wait for a parameter with one where some number or product
  /// makes them possible or refused.
  func filled(_ options: [DecisionBody]) async throws -> [DecisionBody] {
    var decisions: [DecisionBody] = []
    for decision in options { decisions.append(try await decided(decision) ?? decision) }
    return decisions
  }

  private func decided(_ decision: DecisionBody) async throws -> DecisionBody? {
    guard decision.outcome == Outcome.undetermined.rawValue,
      let kind = ActKind(rawValue: decision.act.name), let act = act(kind)
    else { return nil }
    let visit = words.visit
    do {
      return try await visit.engine.quote(
        ActRequest(act), on: words.id, of: words.account, by: try visit.caller(),
        language: visit.language
      ).decision
    } catch is EngineError {
      return nil
    }
  }

  /// The act with a parameter; nil where there is no likely one.
  private func act(_ kind: ActKind) -> Act? {
    let purchased = words.body.licenses.purchased
    switch kind {
    case .addLicenses: return purchased.map { Act(kind, licenses: $0 + 1) }
    case .reduceLicenses:
      guard let purchased, purchased > 1 else { return nil }
      return Act(kind, licenses: purchased - 1)
    case .changePlan: return otherProduct.map { Act(kind, product: $0) }
    default: return nil
    }
  }

  /// The product with the most services among the others of its line.
  private var otherProduct: ProductID? {
    let catalog = words.visit.engine.shelf.products
    guard let id = words.body.product, let own = catalog[ProductID(id)] else { return nil }
    return catalog.products.filter { $0.line == own.line && $0.id != own.id }
      .max { $0.rank < $1.rank }?.id
  }
}
