import HTTPTypes
import TenureDomain
import TenureEngine
import TenurePolicy

/// Who uses what: an organisation's users and licenses, or whom a person shares with.
enum PeoplePage {
  static let path = "/accounts/{account}/people"

  static let routes: [Route] =
    [.get(path, page)] + SharingForms.routes + LicensesForm.routes

  static func page(_ visit: Visit) async throws -> PageAnswer {
    try await page(visit, FormTrouble())
  }

  /// - Parameter trouble: what was wrong with a form of the page that was sent.
  static func page(_ visit: Visit, _ trouble: FormTrouble) async throws -> PageAnswer {
    let account = try visit.knownAccount()
    let answer =
      account.kind == AccountKind.consumer.rawValue
      ? try await FamilyView.answer(visit, trouble) : try await UsersView.answer(visit, trouble)
    return answer.with { if trouble.isThere { $0.status = .unprocessableContent } }
  }
}

/// What was wrong with a form that was sent.
struct FormTrouble: Sendable {
  struct Line: Sendable {
    /// The id of the field that it leads to.
    let field: String
    let text: String
  }

  var lines: [Line] = []

  var isThere: Bool { !lines.isEmpty }

  func text(of field: String) -> String? { lines.first { $0.field == field }?.text }
}
