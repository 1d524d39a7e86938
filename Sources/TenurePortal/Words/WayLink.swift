import TenureDomain
import TenureEngine
import TenurePolicy

/// Something that can be done instead, as the partial `ways` shows it in a list named `ways`.
struct WayLink: Sendable {
  let text: String
  /// The page that does it; nil for what is only to be waited for, or not possible yet.
  let path: String?
  /// What must come first, or on what it depends; nil if nothing stands before it.
  let note: String?
  /// Whether we offer it though the documents do not name it.
  let isHouse: Bool

  /// - Parameters:
  ///   - subscription: the one it is about; nil for the account as a whole.
  ///   - seller: through whom it was bought, in words; nil where that is not known.
  init(
    _ way: WayBody, on subscription: SubscriptionID?, of account: AccountID,
    seller: String? = nil, _ visit: Visit
  ) {
    // A receipt holds it in the language of the account, not of whoever reads.
    text =
      Way(way.way).map {
        visit.say.name(of: $0, to: way.to, date: way.date.flatMap { CalendarDate($0) })
      } ?? way.text
    isHouse = way.house
    path =
      way.availability == "after"
      ? nil : Self.path(of: way.way, to: way.to, on: subscription, of: account, visit)
    note =
      switch way.availability {
      case "after":
        visit.text("words.after", ["ways": visit.say.list(way.after.map { Self.name($0, visit) })])
      case "unknown":
        visit.text(
          "words.depends", ["facts": visit.say.list(way.missing.map { Self.fact($0, visit) })])
      default:
        Way(way.way) == .contact(.seller)
          ? seller.map { visit.text("words.bought-through", ["seller": $0]) } : nil
      }
  }

  /// The page that does something, by its name in the formats; nil for a wait, and for who only
  /// looks.
  ///
  /// - Parameter number: the total of licenses it speaks of.
  static func path(
    of name: String, to number: Int?, on subscription: SubscriptionID?, of account: AccountID,
    _ visit: Visit
  ) -> String? {
    guard visit.mayAct else { return nil }
    return switch Way(name) {
    case .act(let act): visit.path(of: act, to: number, on: subscription, of: account)
    case .step(.unassignLicenses): Place.people(account).path
    case .step(.freeLicenses): Place.subscriptions(account).path
    case .step(.payBalance), .step(.updatePaymentMethod): Place.money(account).path
    case .step(.buyAgain):
      (visit.portal.settings.sells
        ? Place.buy(account) : .callBack(account, about: subscription)).path
    case .contact(.administrator), .contact(.owner): Place.people(account).path
    case .contact(.support): Place.callBack(account, about: subscription).path
    // Whoever sold it is not us: a form of ours would reach nobody.
    case .contact(.seller), .waitForExpiry, nil: nil
    }
  }

  private static func name(_ name: String, _ visit: Visit) -> String {
    Way(name).map { visit.say.name(of: $0) } ?? name
  }

  private static func fact(_ path: String, _ visit: Visit) -> String {
    visit.text(of: path)
  }
}

extension Visit {
  /// The page that does an act for whoever looks.
  ///
  /// - Parameters:
  ///   - number: the total of licenses that it is about.
  ///   - subscription: nil for the account as a whole.
  func path(
    of act: ActKind, to number: Int? = nil, on subscription: SubscriptionID?, of account: AccountID
  ) -> String {
    switch act {
    case .closeAccount: return Place.closing(account).path
    // The list of domains is the organisation's own to change.
    case .removeDomain where face != .support: return Place.domains(account).path
    default: break
    }
    guard let subscription else { return Place.subscriptions(account).path }
    let place = Place.page(of: act, on: subscription, of: account)
    guard act.parameters == .licenses, let number else { return place.path }
    return place.path([("licenses", "\(number)")])
  }

  /// The name of a fact that can be told, by its path.
  func text(of path: String) -> String {
    let key = "facts.\(path)"
    return say.messages.texts[key] ?? path
  }

  /// What can be done instead of something, each with its page.
  ///
  /// - Parameter seller: through whom the subscription was bought, in words.
  func ways(
    _ ways: [WayBody], on subscription: SubscriptionID?, of account: AccountID,
    seller: String? = nil
  ) -> [WayLink] {
    ways.map { WayLink($0, on: subscription, of: account, seller: seller, self) }
  }
}
