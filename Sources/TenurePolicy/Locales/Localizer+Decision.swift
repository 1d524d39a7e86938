public import TenureDomain

extension Localizer {
  public func name(of act: ActKind) -> String { text("acts.\(act.rawValue)") }

  /// What is asked, with its parameters: `reduce licenses to 25`.
  public func name(of act: Act) -> String {
    let name = name(of: act.kind)
    switch act.kind.parameters {
    case .nothing: return name
    case .licenses:
      guard let licenses = act.licenses else { return name }
      return text("cli.actTo", ["act": name, "to": count("formats.licenses", licenses)])
    case .product: return text("cli.actTo", ["act": name, "to": product(act.product)])
    case .productAndUsers:
      let users = count("formats.users", act.users ?? 0)
      return text(
        "cli.actUsersTo", ["act": name, "users": users, "to": product(act.product)])
    }
  }

  /// The name of a product; its id if the catalogue gives it none.
  public func product(_ product: ProductID?) -> String {
    guard let product else { return text("cli.unknown") }
    return products[product]?.title ?? product.text
  }

  public func name(of outcome: Outcome) -> String { text("outcomes.\(outcome.rawValue)") }
  public func name(of state: SubscriptionState) -> String { text("states.\(state.rawValue)") }
  public func name(of role: Role) -> String { text("roles.\(role.rawValue)") }
  public func sentence(_ users: Access.Users) -> String { text("access.users-\(users.rawValue)") }

  public func sentence(_ admins: Access.Administrators) -> String {
    text("access.admins-\(admins.rawValue)")
  }

  /// What can still be done, a line for users and one for those who manage the account. A person
  /// is the owner and has no administrators.
  public func lines(_ access: Access, of kind: AccountKind?) -> [String] {
    let users = sentence(access.users) + "."
    guard kind == .consumer else { return [users, sentence(access.admins) + "."] }
    switch (access.users, access.admins) {
    case (.full, .full), (.none, .none): return [users]
    default: return [users, text("cli.ownerAccess-\(access.admins.rawValue)")]
    }
  }

  /// Why, in a sentence, with the facts that it speaks of.
  public func sentence(_ rule: RuleHeader, _ facts: FactSet) -> String {
    sentence(
      rule,
      value: { name in
        guard let fact = FactCatalog.fact(at: name) else { return nil }
        return facts[fact].map { value($0, of: fact) } ?? text("cli.unknown")
      })
  }

  private func sentence(_ rule: RuleHeader, value: (String) -> String?) -> String {
    messages.text("reasons.\(rule.message)", value: value) ?? Self.words(of: rule.message)
  }

  /// The document behind a rule, with its date.
  public func citation(_ citation: Citation) -> String {
    guard let date = citation.date else { return citation.title }
    return text("cli.citation", ["title": citation.title, "date": self.date(date)])
  }

  /// What can be done instead.
  public func name(of way: Way, to: Int? = nil, date: CalendarDate? = nil) -> String {
    var values: [String: String] = [:]
    if let to { values["to"] = number(to) }
    if let date { values["date"] = self.date(date) }
    let key = "ways-open.\(way.name)"
    if values.isEmpty, messages.texts[key] != nil { return text(key) }
    return text("ways.\(way.name)", values)
  }

  public func name(of way: WayForward) -> String { name(of: way.way, to: way.to, date: way.date) }

  /// Whether a way can be gone now, after others, or after a date.
  public func availability(of way: WayForward) -> String {
    if let date = way.date { return text("cli.waitUntil", ["date": self.date(date)]) }
    switch way.availability {
    case .now: return text("cli.now")
    case .after(let ways):
      return text("cli.after", ["ways": list(ways.map { name(of: $0, to: way.to) })])
    case .unknown(let facts):
      return text("cli.dependsOn", ["facts": list(facts.map(name(of:)))])
    }
  }

  /// What is lost, and by whom.
  public func sentence(_ loss: Loss) -> String {
    switch loss {
    case .userAccess(let date): return text("losses.userAccess", ["date": self.date(date)])
    case .apps(let left, let date):
      return text("losses.apps-\(left.rawValue)", ["date": self.date(date)])
    case .contentGone(let date): return text("losses.contentGone", ["date": self.date(date)])
    case .exportUntil(let date):
      // On the day itself it is gone.
      return text("losses.exportUntil", ["date": self.date(date.adding(days: -1))])
    case .services(let present, let target):
      return text("losses.services", ["present": present.text, "target": target.text])
    case .storage(let person, let quota, let over, let date):
      let key = (over > 0 ? "losses.storageOver" : "losses.storage") + (person == nil ? "" : "Of")
      return text(
        key,
        [
          "person": person ?? "", "quota": bytes(quota), "over": bytes(over),
          "date": self.date(date),
        ])
    case .mail(let person, let date):
      return text(
        person == nil ? "losses.mail" : "losses.mailOf",
        ["person": person ?? "", "date": self.date(date)])
    case .account: return text("losses.account")
    }
  }

  /// What a plan leaves open, and which facts it lacks.
  public func sentence(_ open: OpenField) -> String {
    text("open.\(open.field.rawValue)", ["facts": list(open.missing.map(name(of:)))])
  }

  public func name(of milestone: MilestoneKind) -> String {
    text("milestones.\(milestone.rawValue)")
  }

  /// How a date is meant: on, not before, no later than.
  public func name(of bound: MilestoneKind.Bound) -> String { text("bounds.\(bound.rawValue)") }

  public func name(of destination: Refund.Destination) -> String {
    text("refund-to.\(destination.rawValue)")
  }

  /// An item of a checklist that is still open.
  public func blocker(_ item: String) -> String { text("blockers.\(item)") }
}
