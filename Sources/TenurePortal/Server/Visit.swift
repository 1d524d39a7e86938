import HTTPTypes
import HummingbirdCore
import TenureDomain
import TenureEngine
import TenurePolicy

/// One request for a page, with who asks and in which language.
struct Visit: Sendable {
  let portal: Portal
  let request: Request
  let requestID: String
  /// The address of who asks; empty if it is not known.
  let address: String
  let parameters: [String: String]
  let query: [String: String]
  /// What was typed: of a form that was sent, or kept for somebody who had to sign in again.
  let form: FormFields
  /// nil for somebody who has not signed in.
  let session: OpenSession?
  /// The account of the address, if whoever asks may read it.
  let account: AccountBody?
  let say: Localizer

  var engine: Engine { portal.engine }
  /// The address without its query.
  var path: String { request.uri.path }
  /// Where the same page is found again: its address, or the home of a form that is on no page.
  var target: String {
    if request.method == .get { return request.uri.string }
    return portal.shows(path) ? path : face.home.path
  }
  /// The languages that the portal speaks.
  var languages: [String] { engine.shelf.messages.map(\.language) }
  var language: String { say.language }

  /// Who asks.
  ///
  /// - Throws: `Trouble` if nobody has signed in.
  func caller() throws -> Caller {
    guard let session else { throw Trouble(.signIn) }
    return session.caller
  }

  /// The face that whoever asks sees.
  var face: Face { session?.face ?? .nobody }

  /// Whether pages offer to do things: operators look, and leave acts to others.
  var mayAct: Bool { face != .operator }

  // MARK: Texts

  /// A text of the portal, such as `cancel.title`.
  func text(_ key: String, _ values: [String: String] = [:]) -> String {
    say.text("portal.\(key)", values)
  }

  /// A text of the portal in the plural form of a number.
  func count(_ key: String, _ number: Int, _ values: [String: String] = [:]) -> String {
    say.count("portal.\(key)", number, values)
  }

  /// A day of the wire, such as `2026-03-01`, as people write it; a moment is said by its day in
  /// the account's time zone.
  func date(_ text: String) -> String {
    if let date = CalendarDate(text) { return say.date(date) }
    guard let instant = Timestamp(text) else { return text }
    return say.date(zone.localDate(of: instant))
  }

  /// A moment of the wire with its time of day.
  func dateTime(_ text: String) -> String {
    Timestamp(text).map { say.dateTime($0, in: zone) } ?? date(text)
  }

  /// Money of the wire, as people write it.
  func money(_ body: MoneyBody) -> String {
    guard let currency = Currency(body.currency), let money = try? Money(body.amount, currency)
    else { return "\(body.amount) \(body.currency)" }
    return self.money(money)
  }

  /// Money as people write it; no line ends between an amount and its currency.
  func money(_ money: Money) -> String { say.money(money).replacing(" ", with: "\u{a0}") }

  /// The product's name; its id if the catalogue lacks it.
  func product(_ id: String?) -> String {
    guard let id else { return text("frame.unknown-product") }
    return engine.shelf.products[ProductID(id)]?.title ?? id
  }

  /// The time zone of the account that is shown.
  var zone: ZoneRules {
    account.flatMap { engine.zones.zone($0.timeZone) } ?? .utc
  }

  /// What time it is for the account that is shown.
  var now: Timestamp {
    account?.clock.flatMap { Timestamp($0) } ?? engine.clock.now()
  }

  // MARK: The address

  /// An id of the address.
  ///
  /// - Throws: `Trouble`: what cannot be an id names nothing.
  func id<Kind: IdentifierKind>(_ name: String, _ kind: Kind.Type) throws -> Identifier<Kind> {
    guard let id = parameters[name].flatMap({ Identifier<Kind>($0) }) else {
      throw Trouble(.notFound)
    }
    return id
  }

  func accountID() throws -> AccountID { try id("account", Named.Account.self) }
  func subscriptionID() throws -> SubscriptionID { try id("subscription", Named.Subscription.self) }

  /// The account of the address.
  ///
  /// - Throws: `Trouble` if there is none for whoever asks.
  func knownAccount() throws -> AccountBody {
    guard let account else { throw Trouble(.notFound) }
    return account
  }

  // MARK: Forms

  /// The same visit by somebody who has just signed in, with what was typed before.
  func repeated(
    _ request: Request, _ parameters: [String: String], session: OpenSession,
    account: AccountBody?, typed: FormFields
  ) -> Visit {
    Visit(
      portal: portal, request: request, requestID: requestID, address: address,
      parameters: parameters, query: [:], form: typed, session: session, account: account, say: say)
  }

  /// What makes a form that is sent twice act once.
  func once() throws -> OnceOnly { try form.once(at: path) }
}
