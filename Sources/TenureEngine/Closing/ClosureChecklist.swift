import TenureDomain
import TenurePolicy

/// The checklist of closing an account: what its policies ask for, and what only the account as a
/// whole knows (CLO-02 to CLO-10, DOM-01 to DOM-03).
struct ClosureChecklist {
  let view: AccountInView
  let say: Localizer
  let steps: ClosureSteps

  init(_ view: AccountInView, _ engine: Engine, _ say: Localizer) {
    self.view = view
    self.say = say
    steps = ClosureSteps(view: view, engine: engine, say: say)
  }

  /// In the order in which they are done.
  var items: [ClosureItemBody] {
    own + policyItems.map { body($0, rules(of: $0), open($0)) }
  }

  /// What the policies do not know of, because they see one subscription at a time.
  private var own: [ClosureItemBody] {
    var items = [body(.exports, ["CLO-02"], view.exports.map(steps.open))]
    if view.account.kind == .business {
      items.append(body(.people, ["CLO-03"], surplus.map { steps.open(person: $0) }))
      let bought = view.subscriptions.filter { $0.isSelfService && $0.state != .deleted }
      items.append(body(.selfService, ["CLO-10"], bought.map { steps.open($0, .selfService) }))
    }
    return items
  }

  /// Everybody but the one administrator who closes the account: who asks, if that is one.
  private var surplus: [PersonRecord] {
    let administrators = view.people.filter { $0.roles.contains(.globalAdministrator) }
    let keeper =
      administrators.first { $0.id == view.party.person } ?? administrators.first
      ?? view.people.first
    return view.people.filter { $0.id != keeper?.id }
  }

  /// The items of the policies, in the order of their tables.
  private var policyItems: [ClosureItem] {
    var items: [ClosureItem] = []
    for edition in editions {
      for rule in edition.tables(for: .closeAccount).refusals {
        guard let name = rule.conclusion.item else { continue }
        let item = ClosureItem(name: name)
        if !items.contains(item) { items.append(item) }
      }
    }
    return items
  }

  /// The newest first, each once.
  private var editions: [Edition] {
    var known: Set<EditionID> = []
    return view.decisions.map(\.standing.edition).sorted { $0.id > $1.id }
      .filter { known.insert($0.id).inserted }
  }

  private func rules(of item: ClosureItem) -> [String] {
    var rules: [String] = []
    for edition in editions {
      for rule in edition.tables(for: .closeAccount).refusals
      where rule.conclusion.item == item.name {
        for id in rule.header.implements where !rules.contains(id) { rules.append(id) }
      }
    }
    return rules
  }

  private func open(_ item: ClosureItem) -> [ClosureOpenBody] {
    if item == .domains { return view.domains.map(steps.open(domain:)) }
    var open = view.subscriptions.filter { subscription in
      // A purchase of a user's own stands under its own item.
      (subscription.decided.decision?.blockers.contains(item.name) ?? false)
        && !(subscription.isSelfService && item != .unpaid)
    }.map { steps.open($0, item) }
    if item == .unpaid { open += view.payments.map(steps.open(payment:)) }
    return open
  }

  private func body(
    _ item: ClosureItem, _ rules: [String], _ open: [ClosureOpenBody]
  ) -> ClosureItemBody {
    ClosureItemBody(
      item: item.name, state: open.isEmpty ? "done" : "open", text: say.blocker(item.name),
      implements: rules, open: open)
  }
}
