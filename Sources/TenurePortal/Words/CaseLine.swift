import TenureDomain
import TenureEngine
import TenurePolicy

/// Somebody who wants to be called, as lists show it.
struct CaseLine: Sendable {
  let id: String
  let path: String
  /// Who asked, in words.
  let who: String
  let account: String
  let accountPath: String
  /// As it was typed; nil once the person was erased.
  let phone: String?
  /// The address that calls the number; nil where there is none.
  let call: String?
  let bestTime: String?
  let about: String
  /// When it was asked, by the account's clock on the wall.
  let asked: String
  let isoAsked: String
  let zone: String

  fileprivate init(_ body: CaseBody, of account: AccountBody, by who: String, _ visit: Visit) {
    let owner = AccountID(stored: body.account)
    id = body.id
    path = Place.supportCase(owner, body.id).path
    self.who = who
    self.account = account.name
    accountPath = Place.account(owner).path
    phone = body.phone
    call = body.phone.flatMap(Self.address)
    bestTime = body.bestTime
    let act = body.act.flatMap { ActKind(rawValue: $0) }.map { visit.say.name(of: $0) }
    about = act ?? visit.text(body.subscription == nil ? "cases.whole" : "cases.subscription")
    let rules = visit.engine.zones.zone(account.timeZone) ?? .utc
    asked = Timestamp(body.created).map { visit.say.dateTime($0, in: rules) } ?? body.created
    isoAsked = body.created
    zone = account.timeZone
  }

  /// What a browser calls a number by (RFC 3966); nil for what holds no digits.
  static func address(of phone: String) -> String? {
    let digits = phone.filter { "0123456789".contains($0) }
    guard !digits.isEmpty else { return nil }
    return "tel:" + (phone.trimmed.hasPrefix("+") ? "+" : "") + digits
  }
}

/// Cases as the partial `case-rows` shows them, in a model's member named `list`.
struct CaseList: Sendable {
  let cases: [CaseLine]
}

extension Visit {
  /// Cases with the names of who asked.
  func lines(of cases: [CaseBody]) async throws -> [CaseLine] {
    let caller = try caller()
    var accounts: [String: AccountBody] = [:]
    var lines: [CaseLine] = []
    for body in cases {
      let id = AccountID(stored: body.account)
      let account: AccountBody
      if let known = accounts[body.account] {
        account = known
      } else {
        account = try await engine.account(id, by: caller).body
        accounts[body.account] = account
      }
      lines.append(CaseLine(body, of: account, by: try await name(ofAsker: body), self))
    }
    return lines
  }

  /// Who wants to be called, in words.
  func name(ofAsker body: CaseBody) async throws -> String {
    guard let person = body.person else { return text("cases.somebody") }
    return try await name(of: "\(body.account)/\(person)")
  }

  /// Who did something, by what ``Caller/name`` says.
  func name(of caller: String) async throws -> String {
    let parts = caller.split(separator: "/").map(String.init)
    guard parts.count == 2, let account = AccountID(parts[0]), let id = PersonID(parts[1]) else {
      return text("cases.program")
    }
    // Whoever may read a case may read who asked for it and who saw to it, also where it was
    // somebody of another account.
    do {
      let person = try await engine.person(id, of: account, by: .console)
      return person.name ?? text("account-page.erased")
    } catch EngineError.notFound {
      return text("account-page.erased")
    }
  }
}
