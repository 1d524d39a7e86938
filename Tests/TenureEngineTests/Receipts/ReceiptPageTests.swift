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
    try ReceiptPage(receipt(language: language), shelf: shelf.get()).html
  }

  @Test func `what a receipt says is escaped`() throws {
    let page = try Self.page("en")
    #expect(!page.contains("<script"))
    #expect(
      page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; (A &amp; B, 2024-09-10)"))
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
    #expect(page.contains("<dd>\(KnownKey.thumbprint)</dd>"))
  }

  @Test func `what is no receipt has no page`() throws {
    let receipt = ReceiptRecord(
      id: ReceiptID(stored: "rcp_1"), account: AccountID(stored: "acc_1"), subscription: nil,
      at: Timestamp(seconds: 0), key: "", payload: [UInt8]("{}".utf8), signature: [])
    #expect(throws: (any Error).self) { try ReceiptPage(receipt, shelf: Self.shelf.get()) }
  }
}
