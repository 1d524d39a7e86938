import TenureDomain
import TenureEngine

/// What the shop and the product of the sample world do each day: charges are paid, and what is to
/// be deleted is deleted.
struct DemoShop {
  let engine: Engine

  func work(by caller: Caller) async throws {
    try await collect(by: caller)
    for kind in [TaskKind.deletion, .storageDeletion] { try await carryOut(kind) }
  }

  private func collect(by caller: Caller) async throws {
    var place: String?
    repeat {
      let due = try await engine.payments(
        PaymentFilter(state: .due), after: place, limit: PageLimit.most, by: .console)
      for payment in due.items {
        _ = try await engine.reportPayment(
          PaymentID(stored: payment.id), of: AccountID(stored: payment.account),
          try JSONText.bytes(["outcome": "paid"]), by: caller)
      }
      place = due.next
    } while place != nil
  }

  private func carryOut(_ kind: TaskKind) async throws {
    while true {
      let claim = try await engine.claimNextTask(
        Array(#"{"kind": "\#(kind.rawValue)", "seconds": 60}"#.utf8), by: .console)
      guard let task = try JSONText.value(NextTaskBody.self, claim.body).task else { return }
      _ = try await engine.completeTask(
        TaskID(stored: task.id), Array(#"{"attempt": \#(task.attempt)}"#.utf8), by: .console)
    }
  }
}
