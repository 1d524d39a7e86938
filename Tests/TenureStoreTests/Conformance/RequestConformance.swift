import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

/// One request, one effect.
@Suite struct RequestConformance {
  private static let request = RequestKey(caller: "key_1", key: "order-17")

  private struct Refusal: Error, Equatable {}

  @Test(arguments: StoreUnderTest.all)
  func anAnswerIsFoundByItsCallerAndKey(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let others = [
        RequestKey(caller: "key_2", key: "order-17"), RequestKey(caller: "key_1", key: "order-18"),
        RequestKey(caller: "key_1 order-17", key: "x"),
      ]
      let answer = Sample.answer()
      let first = try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.subscription("s", of: "a"))
        let opening = try tx.open(Self.request, account: "a", subscription: "s")
        try tx.insert(answer, to: Self.request)
        return opening
      }
      #expect(first.claim == .held)
      #expect(first.account == Sample.account("a"))
      #expect(first.subscription == Sample.subscription("s", of: "a"))
      #expect(first.head.sequence == 0)
      let second = try await store.write {
        try $0.open(Self.request, account: "a", subscription: "s")
      }
      #expect(second.claim == .answered(answer))
      #expect(try await store.read { try $0.answer(to: Self.request) } == answer)
      for other in others {
        #expect(try await store.read { try $0.answer(to: other) } == nil)
        let opening = try await store.write { try $0.open(other, account: "a", subscription: nil) }
        #expect(opening.claim == .held)
        #expect(opening.subscription == nil)
      }
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func anAnswerIsGivenOnce(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { try $0.insert(Sample.answer("r"), to: Self.request) }
      let fault = await #expect(throws: StoreError.self) {
        try await store.write { try $0.insert(Sample.answer(), to: Self.request) }
      }
      #expect(fault?.isDuplicate == true)
      #expect(try await store.read { try $0.answer(to: Self.request) } == Sample.answer("r"))
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func nothingOpensWithoutAnAccount(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let opening = try await store.write { try $0.open(nil, account: "a", subscription: "s") }
      #expect(opening.claim == .held)
      #expect(opening.account == nil && opening.subscription == nil)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func whatThrowsLeavesNothing(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { try $0.insert(Sample.account("a")) }
      await #expect(throws: Refusal()) {
        try await store.write { tx in
          try tx.insert(Sample.subscription("s", of: "a"))
          try tx.append(Sample.event(1, of: "a"))
          try tx.insert(Sample.answer(), to: Self.request)
          throw Refusal()
        }
      }
      // A fault of the last statement takes those before it with it as well.
      await #expect(throws: StoreError.self) {
        try await store.write { tx in
          try tx.insert(Sample.subscription("s", of: "a"))
          try tx.insert(Sample.subscription("s", of: "a"))
        }
      }
      #expect(try await store.read { try $0.subscription("s", of: "a") } == nil)
      #expect(try await store.read { try $0.chainHead(of: "a") }.sequence == 0)
      #expect(try await store.read { try $0.answer(to: Self.request) } == nil)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func twoWritersOfOneSubscriptionTakeTurns(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.subscription("s", of: "a"))
      }
      // Each reads the version, and writes the next: 20 writers make 20 versions and no conflict.
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await store.write { tx in
              let opening = try tx.open(nil, account: "a", subscription: "s")
              guard var record = opening.subscription else { throw StoreError.conflict }
              record.version += 1
              try tx.update(record)
              try tx.append(Sample.event(opening.head.sequence + 1, of: "a"))
            }
          }
        }
        try await group.waitForAll()
      }
      let found = try await store.read { try $0.subscription("s", of: "a") }
      #expect(found?.record.version == 21)
      #expect(try await store.read { try $0.chainHead(of: "a") }.sequence == 20)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func oneKeyHasOneEffectHoweverOftenItComes(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { try $0.insert(Sample.account("a")) }
      let claims = try await withThrowingTaskGroup(of: Opening.Claim.self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await store.write { tx in
              let opening = try tx.open(Self.request, account: "a", subscription: nil)
              guard opening.claim == .held else { return opening.claim }
              try tx.append(Sample.event(opening.head.sequence + 1, of: "a"))
              try tx.insert(Sample.answer(), to: Self.request)
              return .held
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(claims.filter { $0 == .held }.count == 1)
      #expect(claims.allSatisfy { [.held, .inFlight, .answered(Sample.answer())].contains($0) })
      #expect(try await store.read { try $0.chainHead(of: "a") }.sequence == 1)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func oldAnswersGoInSmallSteps(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { tx in
        for day in 0..<7 {
          try tx.insert(
            Sample.answer(at: Sample.now.adding(days: day)),
            to: RequestKey(caller: "c", key: "\(day)"))
        }
      }
      let limit = Sample.now.adding(days: 5)
      for expected in [2, 2, 1, 0] {  // five are older, two go at a time
        let gone = try await store.write { try $0.removeAnswers(olderThan: limit, atMost: 2) }
        #expect(gone == expected)
      }
      for (day, isKept) in [(4, false), (5, true), (6, true)] {
        let answer = try await store.read {
          try $0.answer(to: RequestKey(caller: "c", key: "\(day)"))
        }
        #expect((answer != nil) == isKept)
      }
    }
  }
}
