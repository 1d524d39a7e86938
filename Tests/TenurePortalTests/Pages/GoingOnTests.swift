import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// How a subscription goes on: every page says what the worker will do, whatever the switch for
/// recurring billing says.
@Suite struct GoingOnTests {
  private static let id = SubscriptionID(stored: "watched")

  /// The pages that tell it.
  private static let pages: [Place] = [
    .account(PortalWorld.fjord), .subscriptions(PortalWorld.fjord),
    .subscription(PortalWorld.fjord, id), .cancel(PortalWorld.fjord, id),
    .act(PortalWorld.fjord, id, .turnOffRecurringBilling), .calendar(PortalWorld.fjord),
  ]

  private static let trial = [
    "kind": #""trial""#, "term": #"{"start": "2025-03-10", "end": "2025-04-09"}"#,
  ]

  private func texts(
    _ fields: [String: String], endingOtherBy act: String = "cancel"
  ) async throws -> [String] {
    var texts: [String] = []
    try await PortalWorld.with { world in
      try await world.addPremium(Self.id.text, fields)
      // What else there is of the account would renew.
      let act = try ActRequest(
        body: Array(#"{"act": "\#(act)", "reason": "not-used"}"#.utf8),
        products: world.engine.shelf.products)
      _ = try await world.engine.carryOut(
        act, on: PortalWorld.premium, of: PortalWorld.fjord, by: try await world.kari())
      for place in Self.pages {
        let page = try await world.get(place.path, as: .kari)
        #expect(page.status == 200, "\(place.path)")
        texts.append(page.text)
      }
    }
    return texts
  }

  /// LIFE: a trial becomes paid only where there is something to charge it to.
  @Test(arguments: ["needs-update", "none"])
  func `a trial that cannot be charged is nowhere said to go on`(method: String) async throws {
    let texts = try await texts(Self.trial.merging(["paymentMethod": "\"\(method)\""]) { $1 })
    for (text, place) in zip(texts, Self.pages) {
      #expect(!text.contains("A new term begins"), "\(place.path)")
      #expect(!text.contains("and is charged"), "\(place.path)")
      #expect(!text.contains("enews on"), "\(place.path)")
      #expect(!text.contains("becomes a paid subscription"), "\(place.path)")
    }
    #expect(texts[0].contains("It ends on 9 April 2025 and does not renew."))
    #expect(texts[2].contains("The subscription expires"))
  }

  @Test func `a trial that can be charged says when it becomes a paid subscription`() async throws {
    let texts = try await texts(Self.trial)
    #expect(texts[2].contains("The trial becomes a paid subscription and is charged"))
    #expect(
      texts[3].contains("It becomes a paid subscription on 9 April 2025, which is charged."))
    #expect(texts[5].contains("The trial becomes a paid subscription and is charged"))
    #expect(texts.allSatisfy { !$0.contains("A new term begins") })
  }

  /// LIC-14: the base runs out on 10 April 2025, and an add-on paid for until March 2026 with it.
  @Test func `an add-on ends with its base, and no later term of it is promised`() async throws {
    let texts = try await texts(
      [
        "base": #""premium""#,
        "term": #"{"start": "2025-03-10", "end": "2026-03-10", "interval": "year"}"#,
      ], endingOtherBy: "turn-off-recurring-billing")
    #expect(texts.allSatisfy { !$0.contains("A new term begins") && !$0.contains("enews on") })
    #expect(texts[1].contains("Ends on 10 April 2025"))
    #expect(texts[3].contains("Ends on\n10 April 2025"))
    #expect(!texts[5].contains("2026"))
  }
}
