import HTTPTypes
import TenureDomain
import TenureEngine
import Testing

@testable import TenurePortal

/// What one sees after an act, and may keep.
@Suite struct ResultPageTests {
  private static func cancelled(_ world: PortalWorld) async throws -> String {
    let done = try await world.post(CancelPageTests.path, ["reason": "other"], as: .kari)
    return try #require(done.location)
  }

  @Test func `the receipt says what happened and until when it can be taken back`() async throws {
    try await PortalWorld.with { world in
      let place = try await Self.cancelled(world)
      let page = try await world.get(place, as: .kari)
      for text in [
        "Microsoft 365 Business Premium has been cancelled", "Received on 15 March 2025, 10:00.",
        "104.84 EUR", "× 26 ÷ 31", "You can take it back by 12 June 2025 at the latest.",
        "Kari Nordmann", "Another reason",
      ] { #expect(page.text.contains(text), "\(text)") }
      let reactivate = Place.act(PortalWorld.fjord, PortalWorld.premium, .reactivate).path
      for path in [
        reactivate, Place.calendarFile(PortalWorld.fjord, PortalWorld.premium).path,
        Place.calendar(PortalWorld.fjord).path,
        Place.export(PortalWorld.fjord, PortalWorld.premium).path,
      ] { #expect(page.links.contains(path), "\(path)") }
      #expect(try await world.post(reactivate, as: .kari).status == 303)
      #expect(try await world.subscription(PortalWorld.premium).state == "active")
    }
  }

  @Test func `the receipt can be printed and kept with its signature`() async throws {
    try await PortalWorld.with { world in
      let place = try await Self.cancelled(world)
      let printed = try await world.get("\(place)/document", as: .kari)
      #expect(printed.status == 200)
      #expect(printed.fields[.contentType] == "text/html; charset=utf-8")
      #expect(printed.fields[.contentSecurityPolicy]?.contains("style-src 'sha256-") == true)
      let file = try await world.get("\(place)?form=jws", as: .kari)
      #expect(file.fields[.contentType] == "application/jose")
      #expect(file.fields[.contentDisposition]?.hasPrefix("attachment; filename=") == true)
      let compact = try CompactReceipt(file.html)
      let body = try JSONText.value(ReceiptBody.self, compact.payload)
      #expect(place.hasSuffix(body.id))
    }
  }

  @Test func `the dates are a file for calendars`() async throws {
    try await PortalWorld.with { world in
      let path = Place.calendarFile(PortalWorld.fjord, PortalWorld.premium).path
      let file = try await world.get(path, as: .kari)
      #expect(file.fields[.contentType] == "text/calendar; charset=utf-8")
      #expect(file.html.hasPrefix("BEGIN:VCALENDAR"))
    }
  }

  @Test func `nobody sees the receipts of others`() async throws {
    try await PortalWorld.with { world in
      let place = try await Self.cancelled(world)
      let id = try #require(place.split(separator: "/").last)
      let other = Place.account(PortalWorld.hansen).path + "/receipts/\(id)"
      #expect(try await world.get(place, as: .lars).status == 404)
      #expect(try await world.get(other, as: .lars).status == 404)
      #expect(try await world.get(other, as: .sam).status == 404)
      #expect(try await world.get("\(place)/document", as: .lars).status == 404)
    }
  }

  @Test func `a receipt is told in the language of whoever reads`() async throws {
    try await PortalWorld.with { world in
      let place = try await Self.cancelled(world)
      for (language, text) in [
        ("nb", "Abonnementet på Microsoft 365 Business Premium er sagt opp"),
        ("da", "Abonnementet på Microsoft 365 Business Premium er opsagt"),
        ("lv", "Abonements Microsoft 365 Business Premium ir atcelts"),
      ] {
        let page = try await world.browser(.kari, language: language).get(place)
        #expect(page.text.contains(text))
        #expect(!page.text.contains("The subscription"), "\(language)")
      }
    }
  }
}
