import HTTPTypes
import TenureDomain
import TenureEngine
import TenurePolicy

/// What the page of a subscription's exports answers.
struct ExportAnswer {
  private let own: AccountVisit
  private let id: SubscriptionID
  private var visit: Visit { own.visit }

  /// What a form came to.
  private struct Said {
    var trouble: String?
    var refusal: ExportRefusal?
    var link: String?
    var until = ""
  }

  init(_ visit: Visit) throws {
    own = try AccountVisit(visit)
    id = try visit.subscriptionID()
  }

  /// Asks for an export.
  func ask() async throws -> PageAnswer {
    do {
      _ = try await own.engine.createExport(
        of: id, in: own.id, by: own.caller, language: visit.language, once: try visit.once())
    } catch EngineError.refusedExport(let refusal) {
      return try await page(Said(refusal: refusal)).with { $0.status = .conflict }
    }
    return .go(Place.export(own.id, id).path([("done", "asked")]))
  }

  /// Makes the address that leads to a result. Only its hash is kept, so no other page shows it.
  func link() async throws -> PageAnswer {
    guard let task = visit.form["export"].flatMap({ TaskID($0) }) else { throw Trouble(.notFound) }
    do {
      let secret = try await own.engine.createExportSecret(
        for: task, of: id, in: own.id, by: own.caller)
      return try await page(
        Said(
          link: "\(visit.portal.settings.publicURL)/v1/exports/\(secret.text)",
          until: visit.dateTime("\(secret.expires)")))
    } catch EngineError.gone {
      return try await page(Said(trouble: visit.text("export.gone"))).with { $0.status = .gone }
    } catch EngineError.notNow {
      return try await page(Said(trouble: visit.text("export.not-ready"))).with {
        $0.status = .conflict
      }
    }
  }

  func page() async throws -> PageAnswer { try await page(Said()) }

  private func page(_ said: Said) async throws -> PageAnswer {
    let subscription = try await own.engine.subscription(id, of: own.id, by: own.caller).body
    let mayRead = own.may(.exportData)
    let exports = mayRead ? try await latest() : []
    let names = try await own.names(of: Set(exports.map(\.askedBy)))
    let isRunning = exports.contains { Self.runs($0) }
    let product = visit.product(subscription.product)
    let model = ExportPage.Model(
      path: Place.export(own.id, id).path, subscription: Place.subscription(own.id, id).path,
      done: own.done(["asked"], of: "export"), trouble: said.trouble,
      refusal: said.refusal.map { refusal($0, by: subscription.edition) }, link: said.link,
      linkUntil: said.until,
      rows: exports.map { row(of: $0, names) }, hasRows: !exports.isEmpty,
      mayAsk: mayRead && own.account.closed == nil && !isRunning,
      whyNot: own.closed ?? (mayRead ? nil : whyNot), isRunning: isRunning)
    return .page(
      "export", title: visit.text("export.title", ["product": product]),
      lead: visit.text("export.lead"), in: .subscriptions,
      under: own.crumbs + [Crumb(product, .subscription(own.id, id))], model)
  }

  private var whyNot: String {
    visit.text(visit.face == .support ? "export.not-support" : "export.not-your-role")
  }

  /// The newest first, no more than one page shows.
  private func latest() async throws -> [ExportBody] {
    let exports = try await own.all { place in
      try await own.engine.exports(
        of: id, in: own.id, after: place, limit: PageLimit.most, by: own.caller)
    }
    return exports.suffix(AccountVisit.rows).reversed()
  }

  private func refusal(
    _ refusal: ExportRefusal, by edition: String
  ) -> ExportPage.Model.Refusal {
    let reasons = refusal.reasons.map { ReasonView($0, of: edition, visit) }
    let ways = visit.ways(refusal.waysForward, on: id, of: own.id)
    return ExportPage.Model.Refusal(
      reasons: reasons, hasReasons: !reasons.isEmpty, ways: ways, hasWays: !ways.isEmpty,
      isUnknown: reasons.isEmpty)
  }

  private static func runs(_ export: ExportBody) -> Bool {
    export.state == TaskState.waiting.rawValue || export.state == TaskState.claimed.rawValue
  }

  private func row(of export: ExportBody, _ names: [String: String]) -> ExportPage.Model.Row {
    let result = export.result
    let isFetchable = result.map { !$0.isExpired } ?? false
    return ExportPage.Model.Row(
      id: export.id, asked: visit.dateTime(export.created),
      who: names[export.askedBy] ?? visit.text("account-page.program"),
      badge: badge(export), state: visit.text("export.state-\(export.state)"),
      isRunning: Self.runs(export), percent: export.percent,
      progress: visit.text("export.percent", ["percent": visit.say.number(export.percent)]),
      doneBy: export.doneBy.map { visit.date($0) }, problem: export.problem,
      result: result.map {
        visit.text(
          $0.isExpired ? "export.expired" : "export.holds",
          ["time": visit.dateTime($0.expires)])
      },
      fetched: result?.fetched.map {
        visit.text("export.fetched", ["time": visit.dateTime($0)])
      }, isFetchable: isFetchable)
  }

  private func badge(_ export: ExportBody) -> String {
    switch export.state {
    case "done": export.result?.isExpired == true ? "deleted" : "active"
    case "waiting": "disabled"
    case "claimed": "expired"
    default: "failed"
    }
  }
}
