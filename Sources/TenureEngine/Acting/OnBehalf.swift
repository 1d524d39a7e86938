import TenureDomain

extension Engine {
  /// Who acts, and on whose behalf, as a request for an act says.
  ///
  /// - Throws: `EngineError.invalid`.
  func party(
    of caller: Caller, in account: AccountID, for request: ActRequest, _ tx: any StoreReader
  ) throws -> ActingParty {
    var party = try party(of: caller, in: account, named: request.named, tx)
    try party.act(
      onBehalfOf: request.onBehalfOf, because: request.supportReason, in: account, tx)
    return party
  }
}

extension ActingParty {
  /// The most characters of the reason that a support agent gives.
  static let longestReason = 500

  /// Has support act on behalf of a person of the account.
  ///
  /// - Throws: `EngineError.invalid` if it is not support, if the account has no such person, or if
  ///   the reason says nothing or too much.
  mutating func act(
    onBehalfOf person: PersonID?, because reason: String?, in account: AccountID,
    _ tx: any StoreReader
  ) throws {
    var faults: [FieldFault] = []
    let given = ["onBehalfOf": person?.text, "supportReason": reason]
    if kind != .support {
      faults = given.filter { $0.value != nil }.keys.sorted().map { field in
        FieldFault(
          field: field, problem: "only support acts on behalf of somebody", remedy: "leave it out")
      }
    } else {
      if let person, try tx.person(person, of: account).map({ $0.erased != nil }) ?? true {
        faults.append(
          FieldFault(
            field: "onBehalfOf", problem: "`\(person)` is not a person of this account",
            remedy: "name one of its people who was not erased"))
      }
      if let reason, !Self.isReason(reason) {
        faults.append(
          FieldFault(
            field: "supportReason", problem: "it says nothing, or too much",
            remedy: "write 1 to \(Self.longestReason) characters, not only spaces"))
      }
    }
    if !faults.isEmpty { throw EngineError.invalid(faults) }
    onBehalfOf = person
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
    words["supportReason"] = supportReason
    guard !words.isEmpty else { return nil }
    return EventRecord.PersonalPart(
      person: onBehalfOf ?? (home == nil ? person : nil), salt: ids.secret(bytes: 16),
      data: try JSONText.bytes(words))
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
