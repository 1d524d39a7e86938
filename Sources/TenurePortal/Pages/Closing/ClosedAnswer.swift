import Hummingbird
import TenureDomain
import TenureEngine
import TenurePolicy

/// What the page of closing answers for an account that is closed.
struct ClosedAnswer {
  struct Model: Sendable {
    let title: String
    /// When it was closed, in a sentence.
    let when: String
    let account: String
    /// The receipt of the act; nil for a page that is looked at later.
    let receipt: String?
    /// Where the receipt is; nil for somebody who was signed out by closing.
    let receiptPath: String?
    /// The signed receipt, to keep.
    let signed: String?
    let isSignedOut: Bool
    let dates: [CalendarPage.Model.Item]
    let hasDates: Bool
    let history: String
  }

  private let own: AccountVisit

  init(_ own: AccountVisit) {
    self.own = own
  }

  /// - Parameter receipt: of the act that has just closed it; nil for an account that was closed
  ///   before.
  func page(after receipt: ReceiptBody? = nil) async throws -> PageAnswer {
    let visit = own.visit
    let isSignedOut = receipt != nil && visit.face != .support
    let dates = try await CalendarDates(own).items()
    let closed = receipt?.received.at ?? own.account.closed ?? "\(visit.now)"
    let model = Model(
      title: visit.text("closing.closed-title"),
      when: visit.text("closing.closed-at", ["time": visit.dateTime(closed)]),
      account: own.account.name, receipt: receipt?.id,
      receiptPath: isSignedOut
        ? nil : receipt.map { Place.receipt(own.id, ReceiptID(stored: $0.id)).path },
      signed: try await signed(receipt), isSignedOut: isSignedOut,
      dates: dates, hasDates: !dates.isEmpty, history: Place.history(own.id).path)
    return PageAnswer.page("closed", title: model.title, in: .closing, model).with {
      guard isSignedOut else { return }
      // It opens nothing any more, but the same form is answered again by it for a while.
      $0.cookies = [
        SessionCookie.set(
          visit.session?.token ?? "", isSecure: visit.isSecure,
          seconds: 60 * Engine.closingMinutes)
      ]
      if case .page(var page) = $0.body {
        page.isLast = true
        $0.body = .page(page)
      }
    }
  }

  /// The receipt as it was signed: whoever closed the account cannot sign in to fetch it later.
  private func signed(_ receipt: ReceiptBody?) async throws -> String? {
    guard let receipt else { return nil }
    return try await own.engine.receipt(ReceiptID(stored: receipt.id), by: .console).compact
  }
}
