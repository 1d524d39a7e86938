import TenureDomain
import TenureEngine
import TenurePolicy

/// How the server's own work goes: what is late, what was set aside, what is stopped, and what is
/// not served.
enum HealthPage {
  struct Model: Sendable {
    struct BrakeView: Sendable {
      let name: String
      let code: String
      let isOn: Bool
      let badge: String
      let state: String
      /// What it stops, and why it would be on.
      let meaning: String
      /// Why it is on, and since when.
      let cause: String?
      /// When it was last released, and by whom.
      let released: String?
      /// What goes on once it is released.
      let follows: String
    }

    struct Work: Sendable {
      let account: String
      let accountPath: String
      let subscription: String?
      let subscriptionPath: String?
      let problem: String
      let badge: String
      let state: String
    }

    struct Refused: Sendable {
      let place: String
      let problem: String
      let remedy: String
    }

    let path: String
    /// What was just done; nil if nothing was.
    let done: String?
    let facts: [FactLine]
    let brakes: [BrakeView]
    let work: [Work]
    let hasWork: Bool
    let pager: Pager
    let holds: Listing
    let moreHolds: String?
    let refused: [Refused]
    let hasRefused: Bool
  }

  static let routes: [Route] = [
    .get("/operator/health", get),
    .post("/operator/health", post),
  ]

  static let rows = 20
  private static let done = ["released", "retried", "gone"]

  private static func get(_ visit: Visit) async throws -> PageAnswer {
    let caller = try visit.caller()
    let health = try await visit.engine.health(by: caller)
    let failed = try await visit.engine.failedWork(
      after: visit.query["after"], limit: rows, by: caller)
    let holds = try await visit.engine.holdsInForce(after: nil, limit: rows, by: caller)
    let view = HealthView(visit)
    let model = Model(
      path: Place.health.path,
      done: visit.query["done"].flatMap {
        done.contains($0) ? visit.text("health.done-\($0)") : nil
      },
      facts: view.facts(health), brakes: health.brakes.map(view.brake),
      work: failed.items.map(view.work), hasWork: !failed.items.isEmpty,
      pager: Pager(visit, .health, failed, step: rows), holds: view.holds(holds.items),
      moreHolds: holds.next == nil
        ? nil : visit.count("health.more-holds", health.holds - holds.items.count),
      refused: view.refused, hasRefused: !view.refused.isEmpty)
    return .page("health", title: visit.text("health.title"), in: .health, model)
  }

  /// Releases a brake, or lets failed work be tried again.
  private static func post(_ visit: Visit) async throws -> PageAnswer {
    let caller = try visit.caller()
    if let brake = visit.form["brake"] {
      _ = try await visit.engine.releaseBrake(brake, by: caller)
      return after("released")
    }
    guard let account = visit.form["account"] else { throw Trouble(.unreadable) }
    let place = WorkName(account: account, subscription: visit.form["subscription"])
    do {
      _ = try await visit.engine.retryWork(try JSONText.bytes(place), by: caller)
      return after("retried")
    } catch EngineError.notFound {
      // Somebody else let it be tried again, or it was carried out meanwhile.
      return after("gone")
    }
  }

  private static func after(_ what: String) -> PageAnswer {
    .go(Place.health.path([("done", what)]))
  }

  private struct WorkName: Encodable {
    let account: String
    let subscription: String?
  }
}
