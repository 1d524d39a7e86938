import HTTPTypes
import TenureDomain
import TenureEngine

/// What one sees after an act, and may keep: the receipt, the dates, the way back.
enum ResultPage {
  static let routes: [Route] = [
    .get("/accounts/{account}/receipts/{receipt}", get),
    .get("/accounts/{account}/receipts/{receipt}/document", document),
    .get("/accounts/{account}/subscriptions/{subscription}/dates.ics", calendar),
  ]

  /// What the page is made from.
  struct Parts: Sendable {
    let owner: AccountID
    let id: ReceiptID
    let receipt: ReceiptBody
    /// The subscription as it stands now; nil for an act on something else.
    let holding: Holding?
    let subscription: SubscriptionID?
    /// Its dates from now on.
    let present: TimelineBody?
    /// Every act decided now.
    let options: [DecisionBody]
    let party: [FactLine]
  }

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let record = try await record(visit)
    if visit.query["form"] == "jws" { return file(record) }
    let account = try visit.knownAccount()
    let receipt = try JSONText.value(ReceiptBody.self, record.payload)
    let parts = try await parts(record, receipt, visit)
    let model = Model(parts, visit)
    let product = visit.product(parts.holding?.body.product)
    let crumbs = parts.subscription.map { visit.crumbs(to: $0, called: product) } ?? []
    return .page(
      "receipt", title: model.heading,
      in: account.kind == "consumer" ? .account : .subscriptions, under: crumbs, model)
  }

  /// The receipt of the address.
  ///
  /// - Throws: `Trouble` if it is another account's.
  private static func record(_ visit: Visit) async throws -> ReceiptRecord {
    let id = try visit.id("receipt", Named.Receipt.self)
    let record = try await visit.engine.receipt(id, by: try visit.caller())
    guard record.account == (try visit.accountID()) else { throw Trouble(.notFound) }
    return record
  }

  private static func parts(
    _ record: ReceiptRecord, _ receipt: ReceiptBody, _ visit: Visit
  ) async throws -> Parts {
    let owner = record.account
    let caller = try visit.caller()
    var (holding, present, options) = (Holding?.none, TimelineBody?.none, [DecisionBody]())
    if let id = record.subscription {
      let body = try await visit.engine.subscription(id, of: owner, by: caller).body
      holding = try await Holding(body, visit)
      if body.lastReceipt == receipt.id {
        options = try await visit.engine.options(
          of: id, in: owner, by: caller, language: visit.language
        ).body.options
        present = try await visit.engine.timeline(
          of: id, in: owner, by: caller, language: visit.language
        ).body.timeline
      }
    }
    let names = try await visit.engine.names(for: record, by: caller)
    return Parts(
      owner: owner, id: record.id, receipt: receipt, holding: holding,
      subscription: record.subscription, present: present, options: options,
      party: try await ReceiptParty.facts(of: receipt, why: names.supportReason, visit))
  }

  /// The signed receipt itself, to keep.
  private static func file(_ record: ReceiptRecord) -> PageAnswer {
    PageAnswer.file(Array(record.compact.utf8), type: "application/jose").with {
      $0.fields[.contentDisposition] = "attachment; filename=\"receipt-\(record.id).jws\""
    }
  }

  /// The receipt as a page that stands alone, to print.
  private static func document(_ visit: Visit) async throws -> PageAnswer {
    let record = try await record(visit)
    let names = try await visit.engine.names(for: record, by: try visit.caller())
    let page = try ReceiptPage(record, names: names, shelf: visit.engine.shelf)
    let bytes = Array(page.html.utf8)
    return PageAnswer.file(bytes, type: "text/html; charset=utf-8").with {
      $0.fields[.contentSecurityPolicy] = StandalonePolicy.field(for: bytes)
    }
  }

  /// The dates of a subscription as a file that calendars read.
  private static func calendar(_ visit: Visit) async throws -> PageAnswer {
    let (account, id) = (try visit.accountID(), try visit.subscriptionID())
    let text = try await visit.engine.calendar(
      of: id, in: account, by: try visit.caller(), language: visit.language)
    return PageAnswer.file(Array(text.utf8), type: "text/calendar; charset=utf-8").with {
      $0.fields[.contentDisposition] = "attachment; filename=\"dates.ics\""
    }
  }
}
