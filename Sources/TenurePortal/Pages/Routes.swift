import HTTPTypes

/// Every page of the portal.
enum Routes {
  static let all: [Route] =
    files + SignInPage.routes + AccountPage.routes
    + SubscriptionsPage.routes + SubscriptionPage.routes + OptionsPage.routes + PeoplePage.routes
    + CancelPage.routes + ActPage.routes + ResultPage.routes
    + DomainsPage.routes
    + MoneyPage.routes
    + HistoryPage.routes
    + MessagesPage.routes
    + CalendarPage.routes
    + StoragePage.routes
    + ClosingPage.routes
    + ExportPage.routes
    + BuyPage.routes
    + OverviewPage.routes + PoliciesPage.routes + PolicyPage.routes + EventsPage.routes
    + DuePage.routes + HealthPage.routes
    + SupportPage.routes + CasesPage.routes + CasePage.routes + CallBackPage.routes
    + SessionsPage.routes

  private static let files: [Route] = [
    .get("/assets/{name}", isOpen: true) { visit in
      guard let name = visit.parameters["name"], let file = visit.portal.assets[name] else {
        throw Trouble(.notFound)
      }
      return asset(file, cache: "public, max-age=31536000, immutable")
    },
    .get("/favicon.ico", isOpen: true) { visit in
      guard let file = visit.portal.assets.favicon else { throw Trouble(.notFound) }
      return asset(file, cache: "public, max-age=86400")
    },
  ]

  private static func asset(_ file: Assets.File, cache: String) -> PageAnswer {
    PageAnswer.file(file.bytes, type: file.type).with { $0.fields[.cacheControl] = cache }
  }
}
