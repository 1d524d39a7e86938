import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// What people were written, and what they keep of an act.
@Suite struct MessagesPageTests {
  @Test func `products are called by their names`() async throws {
    try await PortalWorld.with { world in
      try await world.addPremium("small", ["product": #""business-basic""#])
      let kari = try await world.caller(.kari)
      let small = SubscriptionID(stored: "small")
      let answer = try await world.engine.carryOut(
        ActRequest(Act(.changePlan, product: ProductID("business-premium"))), on: small,
        of: PortalWorld.fjord, by: kari)
      let act = try #require(answer.act)
      #expect(act.outcome == .permitted)
      _ = try await world.engine.carryOut(
        ActRequest(Act(.cancel), reason: .notUsed), on: PortalWorld.premium,
        of: PortalWorld.fjord, by: kari)
      let browser = try await world.browser(.kari)
      let messages = try await browser.get(Place.messages(PortalWorld.fjord).path)
      #expect(
        messages.text.contains(
          "The subscription to Microsoft 365 Business Premium has been cancelled"))
      let receipt = try JSONText.value(Named.self, act.receipt).id
      let id = ReceiptID(stored: receipt)
      let page = try await browser.get(Place.receipt(PortalWorld.fjord, id).path)
      let document = try await browser.get(Place.receiptDocument(PortalWorld.fjord, id).path)
      for text in [messages.text, page.text, document.text] {
        #expect(text.contains("Microsoft 365 Business Premium"))
        #expect(!text.contains("business-premium") && !text.contains("business-basic"))
      }
    }
  }

  private struct Named: Decodable {
    let id: String
  }
}
