import TenureDomain
import TenureEngine
import TenurePolicy

/// What the people of an account were written: title and body, to whom, when. The newest first.
enum MessagesPage {
  struct Model: Sendable {
    struct Row: Sendable {
      let id: String
      let title: String
      let paragraphs: [String]
      let language: String
      let at: String
      let isoTime: String
      let recipient: String
      let product: TextLink?
      let receipt: String?
    }

    let rows: [Row]
    let hasRows: Bool
    let pager: LatestPager
    let calendar: String
  }

  static let routes: [Route] = [.get("/accounts/{account}/messages", get)]

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let own = try AccountVisit(visit)
    let messages = try await own.engine.latestMessages(
      of: own.id, before: LatestPager.place(visit), limit: AccountVisit.rows, by: own.caller)
    let names = try await own.names(of: Set(messages.items.compactMap(\.person)))
    let titles = try await own.titles(of: Set(messages.items.compactMap(\.subscription)))
    let model = Model(
      rows: told(messages.items).map { row(of: $0, names, titles, own) },
      hasRows: !messages.items.isEmpty,
      pager: LatestPager(visit, .messages(own.id), next: messages.next),
      calendar: Place.calendar(own.id).path)
    return .page(
      "messages", title: visit.text("messages.title"), lead: visit.text("messages.lead"),
      in: .messages, model)
  }

  /// What several roles were told in the same words is told once.
  private static func told(_ messages: [NoticeBody]) -> [(message: NoticeBody, roles: [Role])] {
    var told: [(message: NoticeBody, roles: [Role])] = []
    for message in messages {
      let roles = Role(rawValue: message.recipient).map { [$0] } ?? []
      if let last = told.last?.message, last.title == message.title, last.body == message.body,
        last.at == message.at, last.person == message.person, last.language == message.language
      {
        told[told.count - 1].roles += roles
      } else {
        told.append((message, roles))
      }
    }
    return told
  }

  private static func row(
    of told: (message: NoticeBody, roles: [Role]), _ names: [String: String],
    _ titles: [String: String], _ own: AccountVisit
  ) -> Model.Row {
    let (visit, message) = (own.visit, told.message)
    let role = visit.say.list(told.roles.map { visit.say.name(of: $0) })
    let recipient = message.person.map {
      visit.text(
        "messages.to-person",
        ["person": names[$0] ?? visit.text("account-page.erased"), "role": role])
    }
    return Model.Row(
      id: message.id, title: message.title,
      paragraphs: message.body.split(separator: "\n").map(String.init),
      language: message.language, at: visit.dateTime(message.at), isoTime: message.at,
      recipient: recipient ?? visit.text("messages.to-role", ["role": role]),
      product: message.subscription.map {
        TextLink(
          titles[$0] ?? visit.product(nil), .subscription(own.id, SubscriptionID(stored: $0)))
      },
      receipt: message.receipt.map { Place.receipt(own.id, ReceiptID(stored: $0)).path })
  }
}
