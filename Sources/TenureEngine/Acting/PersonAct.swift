import TenureDomain
import TenurePolicy

/// An act that a person asks for about themselves: erasure and export. It has a receipt as any act,
/// but no policy decides it.
struct PersonAct {
  let name: String
  let person: PersonID
  let account: AccountRecord
  let caller: Caller
  let at: Timestamp
}

extension Engine {
  /// The signed receipt of such an act.
  func receipt(of act: PersonAct) throws -> ReceiptRecord {
    guard let zone = zones.zone(act.account.timeZone) else {
      throw EngineError.notReady("the system has no time zone `\(act.account.timeZone)`")
    }
    let say = shelf.localizer(for: act.account.language)
    let id = ids.make(Named.Receipt.self, at: act.at)
    let party: ReceiptBody.Party =
      switch act.caller {
      case .program(let key):
        ReceiptBody.Party(kind: "program", person: nil, key: key.id.text, role: "operator")
      case .person(let asker):
        ReceiptBody.Party(
          kind: "person", person: asker.id.text, key: nil,
          role: asker.roles.first?.rawValue ?? Role.user.rawValue)
      case .console: ReceiptBody.Party(kind: "program", person: nil, key: nil, role: "operator")
      }
    let body = ReceiptBody(
      id: id.text, account: act.account.id.text, subscription: nil,
      received: MomentBody(act.at, in: zone, tzdata: zones.version),
      clock: act.account.clockWord, decided: "\(act.at)",
      actor: party, object: act.person.text,
      decision: DecisionBody(carriedOut: act.name, say), language: say.language)
    let payload = try JSONText.bytes(body)
    let signature = try keys.sign(payload: payload)
    return ReceiptRecord(
      id: id, account: act.account.id, subscription: nil, at: act.at, key: signature.key,
      payload: payload, signature: signature.bytes)
  }
}

extension DecisionBody {
  /// The answer to an act that needs no policy.
  init(carriedOut name: String, _ say: Localizer) {
    act = ActBody(named: name)
    outcome = Outcome.permitted.rawValue
    text = say.name(of: .permitted)
    reasons = []
    missing = []
    blockers = []
    waysForward = []
  }
}
