import TenureDomain

extension Engine {
  /// Who acts, and on whose behalf, as a request for an act says.
  ///
  /// - Parameter isAsking: whether it is only asked what would be; then nobody has to say why.
  /// - Throws: `EngineError.invalid`.
  func party(
    of caller: Caller, in account: AccountID, for request: ActRequest, isAsking: Bool = false,
    _ tx: any StoreReader
  ) throws -> ActingParty {
    var party = try party(of: caller, in: account, named: request.named, tx)
    if isAsking { party.hasToSay = false }
    try party.act(
      onBehalfOf: request.onBehalfOf, because: request.supportReason, in: account, tx)
    return party
  }

  /// Who makes a change that no policy decides, as its event tells it, and what support said with
  /// it; nil for whoever says nothing and has nothing to say.
  ///
  /// - Throws: `EngineError.invalid`.
  func support(
    _ caller: Caller, for helped: PersonID?, because reason: String?, in account: AccountID,
    _ tx: any StoreReader
  ) throws -> SupportParty? {
    // A program without a role of its own is no support, and names nobody here.
    if case .program(let key) = caller, key.role != .supportAgent {
      try ActingParty.refuseSaying(for: helped, because: reason)
      return nil
    }
    var party = try party(of: caller, in: account, named: nil, tx)
    try party.act(onBehalfOf: helped, because: reason, in: account, tx)
    guard party.kind == .support else { return nil }
    return SupportParty(
      actor: ReceiptBody.Party(party, in: .supportAgent),
      personal: try party.personalPart(supportReason: reason, ids))
  }
}

/// Who of the support made a change, and what was said with it.
struct SupportParty {
  let actor: ReceiptBody.Party
  let personal: EventRecord.PersonalPart?
}

extension ActingParty {
  /// The most characters of the reason that a support agent gives.
  static let longestReason = 500

  /// Has support act on behalf of a person of the account.
  ///
  /// - Throws: `EngineError.invalid` if it is not support, if the account has no such person, if
  ///   the reason says nothing or too much, or if either is not said by who has to.
  mutating func act(
    onBehalfOf person: PersonID?, because reason: String?, in account: AccountID,
    _ tx: any StoreReader
  ) throws {
    guard kind == .support else { return try Self.refuseSaying(for: person, because: reason) }
    var faults: [FieldFault] = []
    if let person {
      if try tx.person(person, of: account).map({ $0.erased != nil }) ?? true {
        faults.append(
          FieldFault(
            field: "onBehalfOf", problem: "`\(person)` is not a person of this account",
            remedy: "name one of its people who was not erased"))
      }
    } else if hasToSay, try tx.hasPeople(account) {
      faults.append(
        FieldFault(
          field: "onBehalfOf", problem: "support acts, and it is not said for whom",
          remedy: "name the person of this account who asked for it"))
    }
    if let reason {
      if !Self.isReason(reason) {
        faults.append(
          FieldFault(
            field: "supportReason", problem: "it says nothing, or too much",
            remedy: "write 1 to \(Self.longestReason) characters, not only spaces"))
      }
    } else if hasToSay {
      faults.append(
        FieldFault(
          field: "supportReason", problem: "support acts, and it is not said why",
          remedy: "write why in 1 to \(Self.longestReason) characters; the customer reads it"))
    }
    if !faults.isEmpty { throw EngineError.invalid(faults) }
    onBehalfOf = person
  }

  /// - Throws: `EngineError.invalid` if anything is said that only support says.
  static func refuseSaying(for person: PersonID? = nil, because reason: String?) throws {
    let given = ["onBehalfOf": person?.text, "supportReason": reason]
    let faults = given.filter { $0.value != nil }.keys.sorted().map { field in
      FieldFault(
        field: field, problem: "only support acts on behalf of somebody", remedy: "leave it out")
    }
    if !faults.isEmpty { throw EngineError.invalid(faults) }
  }

  private static func isReason(_ text: String) -> Bool {
    text.unicodeScalars.count <= longestReason
      && !text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  /// What was said with an act in somebody's own words: personal, so it stays out of receipt and
  /// chain but for a salted hash. It is about the person whom support acts for, or else about who
  /// acts; nobody's erasure in this account removes the words of an agent who names no person.
  func personalPart(
    feedback: String? = nil, supportReason: String?, _ ids: any IDSource
  ) throws -> EventRecord.PersonalPart? {
    var words: [String: String] = [:]
    if let feedback, !feedback.isEmpty { words["feedback"] = feedback }
    words[SupportWords.member] = supportReason
    guard !words.isEmpty else { return nil }
    return EventRecord.PersonalPart(
      person: onBehalfOf ?? (home == nil ? person : nil), salt: ids.secret(bytes: 16),
      data: try JSONText.bytes(words))
  }
}

extension StoreReader {
  /// Whether an account has anybody who was not erased.
  fileprivate func hasPeople(_ account: AccountID) throws -> Bool {
    var place: PersonID?
    while true {
      let some = try people(of: account, PageRequest(after: place, limit: 50))
      if some.contains(where: { $0.erased == nil }) { return true }
      guard some.count == 50, let last = some.last else { return false }
      place = last.id
    }
  }
}

extension ActRequest {
  var hasFeedback: Bool { feedback?.isEmpty == false }
}

extension EventRecord.PersonalPart {
  /// The digest as receipt and chain hold it, in hexadecimal.
  var digestText: String { Hexadecimal.text(digest) }
}

extension ReceiptBody.Party {
  init(_ party: ActingParty, in role: Role) {
    self.init(
      kind: party.kind.rawValue, person: party.person?.text, account: party.home?.text,
      key: party.key?.text, role: role.rawValue, onBehalfOf: party.onBehalfOf?.text)
  }
}
