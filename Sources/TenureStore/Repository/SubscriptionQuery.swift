import TenureDomain
import TenureEngine

/// A list of subscriptions as one statement. Each combination of conditions is a text of its own,
/// so that each finds its index.
struct SubscriptionQuery {
  private(set) var statement: Statement
  private(set) var values: [SQLValue] = []

  init(_ filter: SubscriptionFilter, _ page: PageRequest<SubscriptionPlace>) {
    statement = Statement("")
    let conditions = conditions(filter, page)
    let limit = bind(.integer(page.limit))
    guard let state = filter.state else {
      statement = Statement(Self.select(conditions, limit))
      return
    }
    // Those in the state as stored, and those that time may have brought into it. The two are
    // disjoint, and each has its index.
    let state_ = bind(.word(state))
    let now = bind(.instant(filter.now))
    let stored = Self.select(conditions + ["state = \(state_)"], limit)
    let overdue = Self.select(conditions + ["due <= \(now)", "state <> \(state_)"], limit)
    statement = Statement(
      """
      SELECT * FROM (SELECT * FROM (\(stored)) AS stored
        UNION ALL SELECT * FROM (\(overdue)) AS overdue) AS found
      ORDER BY account, id LIMIT \(limit)
      """)
  }

  private mutating func conditions(
    _ filter: SubscriptionFilter, _ page: PageRequest<SubscriptionPlace>
  ) -> [String] {
    var conditions: [String] = []
    if let account = filter.account {
      conditions.append("account = \(bind(.id(account)))")
      if let place = page.after { conditions.append("id > \(bind(.id(place.subscription)))") }
    } else if let place = page.after {
      let account = bind(.id(place.account))
      conditions.append("(account, id) > (\(account), \(bind(.id(place.subscription))))")
    }
    if let product = filter.product { conditions.append("product = \(bind(.text(product.text)))") }
    if let channel = filter.channel { conditions.append("channel = \(bind(.word(channel)))") }
    if let dueBefore = filter.dueBefore {
      conditions.append("due < \(bind(.instant(dueBefore)))")
    }
    return conditions
  }

  /// Adds a value, and names its parameter.
  private mutating func bind(_ value: SQLValue) -> String {
    values.append(value)
    return "?\(values.count)"
  }

  private static func select(_ conditions: [String], _ limit: String) -> String {
    let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    return """
      SELECT \(SubscriptionRow.columns) FROM subscriptions \(filter)
      ORDER BY account, id LIMIT \(limit)
      """
  }
}
