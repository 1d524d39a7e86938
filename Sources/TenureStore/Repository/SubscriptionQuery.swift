import TenureDomain
import TenureEngine

/// A list of subscriptions as one statement. Each combination of conditions is a text of its own,
/// so that each finds its index.
///
/// Where few are due by a bound, they are found through the index of due instants and sorted; where
/// many are, the list is read in its order until the page is full. Either way a page reads some
/// thousands of rows at most, not all there are.
struct SubscriptionQuery {
  private(set) var statement: Statement
  private(set) var values: [SQLValue] = []
  private let rarity: Rarity

  /// Which bounds few subscriptions are due by.
  struct Rarity: Sendable {
    /// Few are due by the present.
    var isOverdueRare = false
    /// Few are due before the bound that the filter names.
    var isDueRare = false

    /// So many are few.
    static let limit = 2000

    /// How many are due by `?1`, counted up to `?2`.
    static let count = Statement(
      "SELECT count(*) FROM (SELECT 1 FROM subscriptions WHERE due <= ?1 LIMIT ?2) AS due")
  }

  init(
    _ filter: SubscriptionFilter, _ page: PageRequest<SubscriptionPlace>, _ rarity: Rarity
  ) {
    statement = Statement("")
    self.rarity = rarity
    let conditions = conditions(filter, page)
    let limit = bind(.integer(page.limit))
    guard let state = filter.state else {
      statement = Statement(Self.select(conditions, limit))
      return
    }
    // Those in the state as stored, and those that time may have brought into it. The two are
    // disjoint, and each has its index.
    let wanted = bind(.word(state))
    let now = bind(.instant(filter.now))
    let stored = Self.select(conditions + ["state = \(wanted)"], limit)
    let isOverdue = due("due <= \(now)", isRare: rarity.isOverdueRare)
    let overdue = Self.select(conditions + [isOverdue, "state <> \(wanted)"], limit)
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
      conditions.append(due("due < \(bind(.instant(dueBefore)))", isRare: rarity.isDueRare))
    }
    return conditions
  }

  /// The condition that something is due, in the form that finds its rows sooner.
  private func due(_ condition: String, isRare: Bool) -> String {
    isRare
      ? "(account, id) IN (SELECT account, id FROM subscriptions WHERE \(condition))" : condition
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
