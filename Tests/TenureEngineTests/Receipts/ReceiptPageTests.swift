import FoundationEssentials
import TenureDomain
import TenureEngine
import TenurePolicy
import Testing

@Suite struct ReceiptPageTests {
  private static let shelf = Result { try PolicyShelf(folder: Project.root) }

  /// A receipt of a refusal whose texts try to break out of the page.
  private static func receipt(language: String) throws -> ReceiptRecord {
    let payload = """
      {"account":"acc_1","actor":{"kind":"person","person":"per_1","role":"owner"},
       "decided":"2025-03-18T09:00:00Z","decision":{"act":{"name":"cancel"},"blockers":[],
       "missing":[],"outcome":"refused","reasons":[{"facts":[],"house":false,"implements":[],
       "message":"m","rule":"r","source":{"date":"2024-09-10","key":"k","title":"A & B"},
       "text":"<script>alert('1')</script>"}],"text":"refused \\"x\\"","waysForward":[]},
       "edition":{"id":"partner@2023-10-23","sha256":"00"},"format":"tenure.receipt/1",
       "id":"rcp_1","language":"\(language)","received":{"at":"2025-03-18T09:00:00Z",
       "local":"2025-03-18T10:00:00+01:00","timeZone":"Europe/Oslo"},"subscription":"sub_1",
       "timeline":{"milestones":[{"at":"2026-03-14T23:00:00Z","bound":"no-later-than",
       "date":"2026-03-15","milestone":"reactivableUntil","text":"Reactivate"}],"open":[]}}
      """
    let bytes = [UInt8](payload.utf8)
    let signature = try SigningKeys(KnownKey.ring()).sign(payload: bytes)
    return ReceiptRecord(
      id: ReceiptID(stored: "rcp_1"), account: AccountID(stored: "acc_1"),
      subscription: SubscriptionID(stored: "sub_1"), at: Timestamp(seconds: 0),
      key: signature.key, payload: bytes, signature: signature.bytes)
  }

  private static func page(_ language: String) throws -> String {
    let receipt = try receipt(language: language)
    return try ReceiptPage(receipt, names: ReceiptNames(), shelf: shelf.get()).html
  }

  @Test func `what a receipt says is escaped`() throws {
    let page = try Self.page("en")
    #expect(!page.contains("<script"))
    #expect(
      page.contains(
        "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; (A &amp; B, 10 September 2024)"))
    #expect(page.contains("refused &quot;x&quot;"))
  }

  @Test func `it stands alone and runs nothing`() throws {
    let page = try Self.page("en")
    for word in ["<script", "<link", "<img", "src=", "href=", "@import", "url(", "javascript:"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("size: A4"))
  }

  @Test(arguments: [
    ("en", "What was asked"), ("nb", "Hva det ble bedt om"), ("lv", "Kas tika lūgts"),
  ])
  func `it is written in the receipt's language`(language: String, heading: String) throws {
    let page = try Self.page(language)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language)\">"))
    #expect(page.contains("<h2>\(heading)</h2>"))
  }

  /// A receipt of a cancellation that brings money back, and what is known of whoever asked.
  private static func cancelled(_ names: ReceiptNames, language: String) throws -> String {
    let payload = """
      {"account":"acc_1","actor":{"account":"desk","kind":"support","onBehalfOf":"per_1",
       "person":"ada","role":"support-agent"},"decided":"2025-03-18T09:00:00Z",
       "decision":{"act":{"name":"cancel"},"blockers":[],"missing":[],"outcome":"permitted",
       "plan":{"changes":[],"effect":"now","entries":[],"losses":[],"messages":[],"open":[],
       "charge":{"amount":{"amount":"1234.5","currency":"XXX"}},
       "refund":{"amount":{"amount":"9160.00","currency":"NOK"},"dueBy":"2025-04-10",
       "to":"next-invoice"}},"reasons":[],"text":"","waysForward":[]},
       "format":"tenure.receipt/1","id":"rcp_1","language":"\(language)","reason":"not-used",
       "received":{"at":"2025-03-18T09:00:00Z","local":"2025-03-18T10:00:00+01:00",
       "timeZone":"Europe/Oslo"},"subscription":"sub_1"}
      """
    let receipt = ReceiptRecord(
      id: ReceiptID(stored: "rcp_1"), account: AccountID(stored: "acc_1"), subscription: nil,
      at: Timestamp(seconds: 0), key: "", payload: [UInt8](payload.utf8), signature: [])
    return try ReceiptPage(receipt, names: names, shelf: shelf.get()).html
  }

  @Test(arguments: [
    (
      "en", "9,160.00 NOK: ", "It is not used",
      "18 March 2025, 10:00 (Europe/Oslo, UTC+01:00)"
    ),
    (
      "nb", "9\u{A0}160,00\u{A0}NOK: ", "Det blir ikke brukt",
      "18. mars 2025 kl. 10:00 (Europe/Oslo, UTC+01:00)"
    ),
    (
      "da", "9.160,00\u{A0}NOK: ", "Det bliver ikke brugt",
      "18. marts 2025 kl. 10.00 (Europe/Oslo, UTC+01:00)"
    ),
    (
      "lv", "9\u{A0}160,00\u{A0}NOK: ", "Tas netiek lietots",
      "18.03.2025. plkst. 10:00 (Europe/Oslo, UTC+01:00)"
    ),
  ])
  func `money, moments and reasons are written as the language writes them`(
    _ language: String, _ money: String, _ reason: String, _ received: String
  ) throws {
    let page = try Self.cancelled(ReceiptNames(), language: language)
    for text in [money, reason, received] { #expect(page.contains(">\(text)"), "\(text)") }
    // A currency that nobody knows is told as it was signed.
    #expect(page.contains("1234.5 XXX"))
    #expect(page.contains(">ada (desk)<") && page.contains(">per_1<"))
  }

  @Test func `names that are known today stand before the ids that were signed`() throws {
    var names = ReceiptNames()
    names.account = "Fjord AS"
    names.product = ProductID("business-premium")
    (names.person, names.onBehalfOf) = ("Ada", "Kari <b>")
    names.supportReason = "She <called>"
    let page = try Self.cancelled(names, language: "en")
    for text in [
      "Fjord AS (acc_1)", "Microsoft 365 Business Premium (sub_1)", "Ada (ada, desk)",
      "Kari &lt;b&gt; (per_1)", "She &lt;called&gt;",
    ] { #expect(page.contains("<dd dir=\"auto\">\(text)</dd>"), "\(text)") }
    #expect(page.contains("<dt>Reason given by support</dt>"))
  }

  @Test func `every label has a text in every language`() throws {
    for messages in try Self.shelf.get().messages {
      let page = try Self.page(messages.language)
      #expect(!page.contains("receipt."))
    }
    #expect(try Self.shelf.get().messages.count == 4)
  }

  @Test func `it ends with the receipt as it was signed`() throws {
    let receipt = try Self.receipt(language: "en")
    let page = try Self.page("en")
    #expect(page.contains("<pre>\(receipt.compact)</pre>\n</main>"))
    #expect(page.contains("<dd dir=\"auto\">\(KnownKey.thumbprint)</dd>"))
  }

  @Test func `what is no receipt has no page`() throws {
    let receipt = ReceiptRecord(
      id: ReceiptID(stored: "rcp_1"), account: AccountID(stored: "acc_1"), subscription: nil,
      at: Timestamp(seconds: 0), key: "", payload: [UInt8]("{}".utf8), signature: [])
    #expect(throws: (any Error).self) {
      try ReceiptPage(receipt, names: ReceiptNames(), shelf: Self.shelf.get())
    }
  }
}
