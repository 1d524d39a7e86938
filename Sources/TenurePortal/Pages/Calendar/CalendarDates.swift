import TenureDomain
import TenureEngine

/// What lies ahead of all subscriptions of an account, in the order of time.
struct CalendarDates {
  let own: AccountVisit

  init(_ own: AccountVisit) {
    self.own = own
  }

  func items() async throws -> [CalendarPage.Model.Item] {
    let visit = own.visit
    var items: [CalendarPage.Model.Item] = []
    for subscription in try await own.subscriptions() {
      let id = SubscriptionID(stored: subscription.id)
      let standing = try await own.engine.timeline(
        of: id, in: own.id, by: own.caller, language: visit.language
      ).body
      let product = TextLink(visit.product(subscription.product), .subscription(own.id, id))
      let view = TimelineView(standing.timeline, visit)
      items += view.timeline.filter { !$0.isPast }.map {
        CalendarPage.Model.Item(
          day: $0.day, date: $0.date, text: $0.text, product: product, isNext: false)
      }
    }
    let ordered = items.enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    guard let first = ordered.first else { return [] }
    let next = CalendarPage.Model.Item(
      day: first.day, date: first.date, text: first.text, product: first.product, isNext: true)
    return [next] + ordered.dropFirst()
  }
}
