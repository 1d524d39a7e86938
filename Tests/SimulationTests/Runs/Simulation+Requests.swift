import Crypto
import TenureDomain
import TenureEngine
import TenurePolicy

extension Simulation {
  /// Sends a request, which may meet the death of the server; then it is sent again, as whoever got
  /// no answer does.
  func send(
    crashAfter steps: Int?, _ request: @escaping @Sendable (Engine) async throws -> Answer
  ) async throws -> Answer {
    process.lifetime.plan(crashAfter: steps)
    let answer: Answer
    do {
      answer = try await request(process.engine)
      process.lifetime.plan(crashAfter: nil)
    } catch  where process.lifetime.isDead {
      try await restart()
      answer = try await sendAgain(request)
    }
    last = Sent(send: request, body: answer.body)
    return answer
  }

  /// A database may hold the dead server's transaction for moments after its connection was cut,
  /// and with it the key: until it lets go, the answer is that the request is still worked on.
  private func sendAgain(
    _ request: @Sendable (Engine) async throws -> Answer
  ) async throws -> Answer {
    for _ in 1...500 {
      do { return try await request(process.engine) } catch EngineError.inFlight {
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    return try await request(process.engine)
  }

  func nextKey() -> OnceOnly {
    requests += 1
    let name = "request-\(requests)"
    return OnceOnly(key: name, fingerprint: Array(SHA256.hash(data: Array(name.utf8))))
  }

  func subscribe(_ new: Command.NewSubscription) async throws {
    let party = NaiveParty.allCases[new.party % NaiveParty.allCases.count]
    guard let zone = parties[party]?.zone else { return }
    var book = new.naive(party, zone, at: now)
    let (id, account) = (
      SubscriptionID(stored: "s\(new.number)"), AccountID(stored: party.rawValue)
    )
    let (body, once) = (book.request(id.text), nextKey())
    let answer = try await send(crashAfter: nil) { engine in
      try await engine.createSubscription(body, in: account, by: Process.caller, once: once)
    }
    try Deviation.unless("the status of a new subscription", 201, answer.status)
    book.note(EventType.subscriptionCreated)
    touched?.insert(subscriptions.count)
    subscriptions.append(
      Kept(
        number: new.number, id: id, account: account, book: book, version: answer.version ?? 0,
        written: now))
  }

  func ask(_ place: Int, _ wish: Command.Wish) async throws {
    guard let place = subscriptions.firstIndex(where: { $0.number == place }) else { return }
    touched?.insert(place)
    let kept = subscriptions[place]
    let present = kept.book.passed(to: now)
    let act = present.act(wish)
    let expected = present.answer(to: act, at: now)
    var request = present.request(for: act)
    if wish.isQuoted {
      let quote = try await process.engine.quote(
        request, on: kept.id, of: kept.account, by: Process.caller)
      try Deviation.unless(
        "a quote for \(act.text) on \(kept.id)", expected.rawValue, quote.decision.outcome)
      request.quote = QuoteToken(quote.quote)
    }
    let (sent, once) = (request, nextKey())
    let answer = try await send(crashAfter: wish.crash) { engine in
      try await engine.carryOut(
        sent, on: kept.id, of: kept.account, by: Process.caller, once: once)
    }
    let said = try JSONText.value(Said.self, answer.body)
    try Deviation.unless(
      "the answer to \(act.text) on \(kept.id)", expected.rawValue, said.outcome)
    try keepBook(of: place, act, expected, said.receipt.id, version: answer.version ?? 0)
  }

  private func keepBook(
    of place: Int, _ act: NaiveAct, _ outcome: NaiveOutcome, _ receipt: String, version: Int64
  ) throws {
    if outcome == .permitted {
      subscriptions[place].book.pass(to: now)
      subscriptions[place].book.carryOut(act, at: now)
      subscriptions[place].written = now
      subscriptions[place].version = version
    }
    let isNew = receipts.insert(receipt).inserted
    if outcome != .permitted, isNew {
      subscriptions[place].book.note("\(EventType.answered) \(act.name)")
    }
    // Only an act that was unnecessary is answered with an earlier receipt.
    if outcome != .unnecessary {
      try Deviation.unless("whether \(act.text) has a receipt of its own", true, isNew)
    }
  }

  /// What an act's answer says.
  private struct Said: Decodable {
    struct Receipt: Decodable {
      let id: String
    }

    let outcome: String
    let receipt: Receipt
  }

  func repeatLast() async throws {
    guard let last else { return }
    let answer = try await last.send(process.engine)
    try Deviation.unless("whether a repeated request is only repeated", true, answer.isReplay)
    try Deviation.unless(
      "the answer to a repeated request", String(decoding: last.body, as: UTF8.self),
      String(decoding: answer.body, as: UTF8.self))
  }

  func tell(_ place: Int, _ assigned: Int?, _ method: String?, _ crash: Int?) async throws {
    guard let place = subscriptions.firstIndex(where: { $0.number == place }) else { return }
    touched?.insert(place)
    let kept = subscriptions[place]
    let present = kept.book.passed(to: now)
    let licenses = assigned.map {
      #""licenses": {"purchased": \#(present.purchased), "assigned": \#($0)}"#
    }
    let payment = method.map { #""paymentMethod": "\#($0)""# }
    let body = Array("{\([licenses, payment].compactMap { $0 }.joined(separator: ", "))}".utf8)
    let once = nextKey()
    let answer = try await send(crashAfter: crash) { engine in
      try await engine.changeSubscription(
        kept.id, of: kept.account, body, by: Process.caller, once: once)
    }
    if (assigned ?? present.assigned, method ?? present.method) == (
      present.assigned, present.method
    ) {
      return try Deviation.unless(
        "the version after nothing new was told of \(kept.id)", kept.version,
        answer.version ?? 0)
    }
    subscriptions[place].book.pass(to: now)
    if let assigned { subscriptions[place].book.assigned = assigned }
    if let method { subscriptions[place].book.method = method }
    subscriptions[place].book.countUsers()
    subscriptions[place].book.note(EventType.subscriptionChanged)
    subscriptions[place].version = answer.version ?? 0
    subscriptions[place].written = now
  }
}

extension NaiveSubscription {
  /// The act that a wish stands for, with numbers that suit the subscription, or do not.
  func act(_ wish: Command.Wish) -> NaiveAct {
    var act = NaiveAct(name: wish.name, isAllowed: wish.isAllowed)
    switch wish.name {
    case "add-licenses", "reduce-licenses": act.to = max(0, purchased + wish.number)
    case "change-plan": act.product = party.products[abs(wish.number) % 3]
    default: break
    }
    return act
  }

  /// The act as it is asked for.
  func request(for act: NaiveAct) -> ActRequest {
    guard let kind = ActKind(rawValue: act.name),
      let role = Role(rawValue: act.isAllowed ? party.goodRole : party.badRole)
    else { preconditionFailure("the words of the model are those of the rules") }
    return ActRequest(
      Act(kind, licenses: act.to, product: act.product.map { ProductID($0) }), named: .role(role),
      reason: kind == .cancel ? .notUsed : nil)
  }
}
