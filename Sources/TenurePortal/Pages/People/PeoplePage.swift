import TenureDomain
import TenureEngine
import TenurePolicy

/// Who uses what: an organisation's users and licenses, or whom a person shares with.
enum PeoplePage {
  static let path = "/accounts/{account}/people"

  static let routes: [Route] =
    [.get(path, page)] + SharingForms.routes + LicensesForm.routes + PersonPage.routes

  static func page(_ visit: Visit) async throws -> PageAnswer {
    try await page(visit, [])
  }

  /// - Parameter faults: what was wrong with a form of the page that was sent.
  static func page(_ visit: Visit, _ faults: [FormFault]) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let answer =
      account.kind == AccountKind.consumer.rawValue
      ? try await FamilyView.answer(visit, faults) : try await UsersView.answer(visit, faults)
    return faults.isEmpty ? answer : answer.faulty
  }
}
