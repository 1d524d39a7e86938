import TenureDomain
import TenureEngine

/// The API keys of a demonstration, made anew at each start because nobody can read old ones.
struct DemoKeys {
  let operating: String
  /// Under this name the operator signs in to the pages.
  let operatingID: KeyID
  let billing: String
  let support: String

  init(_ engine: Engine) async throws {
    let operating = engine.key(
      label: Demonstration.operatorLabel, scopes: [.read, .act, .write, .operate])
    let billing = engine.key(
      label: "demo billing administrator", scopes: [.read, .act],
      account: AccountID(stored: "acc_brightwater"), role: .billingAdministrator)
    let support = engine.key(
      label: "demo support agent", scopes: [.read, .act], role: .supportAgent)
    let records = [operating.record, billing.record, support.record]
    try await engine.store.write { tx in
      for record in records { try tx.insert(record) }
    }
    self.operating = operating.secret
    operatingID = operating.record.id
    self.billing = billing.secret
    self.support = support.secret
  }
}
