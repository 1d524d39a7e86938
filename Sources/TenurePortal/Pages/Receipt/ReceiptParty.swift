import TenureDomain
import TenureEngine
import TenurePolicy

/// Who asked for an act, by name where the receipt knows ids alone.
enum ReceiptParty {
  /// - Parameter why: the reason that support gave; nil if there is none that one may read.
  static func facts(
    of receipt: ReceiptBody, why: String?, _ visit: Visit
  ) async throws -> [FactLine] {
    let actor = receipt.actor
    var facts = [
      FactLine(visit.text("receipt.asked-by"), try await asker(of: receipt, visit))
    ]
    if let role = Role(rawValue: actor.role), actor.kind != "support" {
      facts.append(FactLine(visit.text("receipt.role"), visit.say.name(of: role)))
    }
    if let person = actor.onBehalfOf {
      let name = try await name(of: person, in: receipt.account, visit)
      facts.append(FactLine(visit.text("receipt.on-behalf-of"), name))
    }
    if let why { facts.append(FactLine(visit.text("receipt.support-reason"), why)) }
    if let reason = receipt.reason.flatMap({ LeavingReason(rawValue: $0) }) {
      facts.append(
        FactLine(
          visit.text("receipt.reason"), reason.name(visit),
          note: receipt.feedback == nil ? nil : visit.text("receipt.feedback")))
    }
    return facts
  }

  private static func asker(of receipt: ReceiptBody, _ visit: Visit) async throws -> String {
    let actor = receipt.actor
    guard let person = actor.person else { return actor.key ?? visit.text("receipt.program") }
    let name = try await name(of: person, in: actor.account ?? receipt.account, visit)
    return actor.kind == "support" ? visit.text("receipt.support", ["name": name]) : name
  }

  /// A support agent belongs to another account, but whoever may read a receipt learns their name:
  /// both names stand in the history of the customer.
  private static func name(
    of person: String, in account: String, _ visit: Visit
  ) async throws -> String {
    guard let id = PersonID(person), let account = AccountID(account) else { return person }
    return (try? await visit.engine.person(id, of: account, by: .console))?.name ?? person
  }
}
