import TenureDomain
import TenureEngine
import TenurePolicy

extension ActPage {
  /// What has to be chosen before one sees what an act comes to.
  struct Choice: Sendable {
    struct Option: Sendable {
      let value: String
      let name: String
      let isChosen: Bool
    }

    struct Number: Sendable {
      let name: String
      let label: String
      let hint: String?
      let value: String
      let fault: String?

      /// The ids of what is said about it; nil if nothing is.
      let describedBy: String?
    }

    struct Select: Sendable {
      let name: String
      let label: String
      let options: [Option]
    }

    let numbers: [Number]
    let selects: [Select]
    /// Why there is nothing to choose from; nil if there is.
    let emptiness: String?

    /// No more are offered, so that the page stays light.
    private static let mostOptions = 40

    init?(_ input: ActInput, _ parts: Parts, _ visit: Visit) async throws {
      guard input.needsChoice else { return nil }
      numbers = Self.numbers(input, parts, visit)
      switch input.kind.parameters {
      case .product: selects = [Self.products(input, parts, visit)]
      case .productAndUsers: selects = [try await Self.targets(input, parts, visit)]
      case .nothing: selects = [Self.domains(input, parts, visit)]
      case .licenses: selects = []
      }
      emptiness =
        selects.contains { $0.options.isEmpty }
        ? visit.text("act.none.\(input.kind.rawValue)") : nil
    }

    private static func numbers(
      _ input: ActInput, _ parts: Parts, _ visit: Visit
    ) -> [Number] {
      func number(_ name: String, _ value: Int?, hint: String?) -> Number {
        let fault = parts.faults[name]
        let said = [hint.map { _ in "\(name)-hint" }, fault.map { _ in "\(name)-error" }]
          .compactMap { $0 }
        return Number(
          name: name, label: visit.text("act.fields.\(name)"), hint: hint,
          value: visit.form[name] ?? visit.query[name] ?? value.map(String.init) ?? "",
          fault: fault, describedBy: said.isEmpty ? nil : said.joined(separator: " "))
      }
      let licenses = parts.holding.body.licenses
      switch input.kind.parameters {
      case .licenses:
        let hint = licenses.purchased.map { purchased in
          visit.text(
            "act.licenses-now",
            [
              "purchased": visit.say.number(purchased),
              "assigned": visit.say.number(licenses.assigned ?? 0),
            ])
        }
        return [number("licenses", nil, hint: hint)]
      case .productAndUsers: return [number("users", licenses.assigned, hint: nil)]
      case .product, .nothing: return []
      }
    }

    /// Products of the same line that are still sold.
    private static func products(_ input: ActInput, _ parts: Parts, _ visit: Visit) -> Select {
      let catalog = visit.engine.shelf.products
      let present = parts.holding.body.product.flatMap { catalog[ProductID($0)] }
      let others = catalog.products.filter { product in
        product.id != present?.id && product.line == present?.line && !product.endOfSale
          && product.offer == present?.offer
      }
      return Select(
        name: "product", label: visit.text("act.fields.product"),
        options: others.map {
          Option(
            value: $0.id.text, name: $0.title ?? $0.id.text, isChosen: $0.id == input.product)
        })
    }

    private static func targets(
      _ input: ActInput, _ parts: Parts, _ visit: Visit
    ) async throws -> Select {
      let filter = SubscriptionFilter(account: parts.owner, state: .active, now: visit.now)
      let page = try await visit.engine.subscriptions(
        filter, after: nil, limit: mostOptions, by: try visit.caller())
      // Where nobody knows how many licenses are free, nobody can be moved to.
      let others = page.items.filter {
        $0.id != parts.id.text && $0.product != nil && $0.licenses.purchased != nil
          && $0.licenses.assigned != nil
      }
      let names = visit.names(of: others)
      let options = others.map { body in
        Option(
          value: body.id, name: names[body.id] ?? body.id, isChosen: body.id == input.target?.text)
      }
      return Select(
        name: "toSubscription", label: visit.text("act.fields.toSubscription"), options: options)
    }

    private static func domains(_ input: ActInput, _ parts: Parts, _ visit: Visit) -> Select {
      let domains = visit.account?.domains ?? []
      return Select(
        name: "domain", label: visit.text("act.fields.domain"),
        options: domains.prefix(mostOptions).map {
          Option(value: $0, name: $0, isChosen: $0 == input.domain)
        })
    }
  }
}
