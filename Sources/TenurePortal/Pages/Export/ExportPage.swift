import TenureDomain
import TenureEngine
import TenurePolicy

/// Asking for an export of a subscription's data, how far it is, and fetching it (DATA-04).
enum ExportPage {
  struct Model: Sendable {
    /// One export that was asked for.
    struct Row: Sendable {
      let id: String
      let asked: String
      let who: String
      let badge: String
      let state: String
      let isRunning: Bool
      let percent: Int
      /// How far it is, in words.
      let progress: String
      let doneBy: String?
      /// Why the last attempt failed, as whoever makes it says it.
      let problem: String?
      /// Until when it can be fetched, or since when not any more.
      let result: String?
      let fetched: String?
      let isFetchable: Bool
    }

    /// Why there is nothing to export, and what can be done instead.
    struct Refusal: Sendable {
      let reasons: [ReasonView]
      let hasReasons: Bool
      let ways: [WayLink]
      let hasWays: Bool
      let isUnknown: Bool
    }

    let path: String
    let subscription: String
    let done: String?
    let trouble: String?
    let refusal: Refusal?
    /// The secret address that leads to a result.
    let link: String?
    let linkUntil: String
    let rows: [Row]
    let hasRows: Bool
    let mayAsk: Bool
    let whyNot: String?
    let isRunning: Bool
  }

  static let routes: [Route] = [
    .get("/accounts/{account}/subscriptions/{subscription}/export") { visit in
      try await ExportAnswer(visit).page()
    },
    .post("/accounts/{account}/subscriptions/{subscription}/export", post),
  ]

  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let answer = try ExportAnswer(visit)
    return visit.form["do"] == "link" ? try await answer.link() : try await answer.ask()
  }
}
