import TenureDomain
import TenureEngine
import Testing

@testable import TenureStore

@Suite struct HistoryConformance {
  private static let salt = [UInt8](repeating: 3, count: 16)

  @Test(arguments: StoreUnderTest.all)
  func eventsComeBackInOrder(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      let personal = EventRecord.PersonalPart(person: "p", salt: Self.salt, data: [1, 0, 255])
      let events = [
        Sample.event(1, of: "a"), Sample.event(2, of: "a", subscription: "s"),
        Sample.event(3, of: "a", personal: personal), Sample.event(4, of: "a", subscription: "s"),
      ]
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.account("b"))
        try tx.insert(Sample.person("p", of: "a"))
        try tx.insert(Sample.subscription("s", of: "a"))
        for event in events { try tx.append(event) }
        try tx.append(Sample.event(1, of: "b"))
      }
      let all = try await store.read {
        try $0.events(of: "a", subscription: nil, PageRequest(limit: 9))
      }
      #expect(all == events)
      let page = PageRequest<Int64>(after: 1, limit: 2)
      let middle = try await store.read { try $0.events(of: "a", subscription: nil, page) }
      #expect(middle == Array(events[1...2]))
      let ofOne = try await store.read {
        try $0.events(of: "a", subscription: "s", PageRequest(limit: 9))
      }
      #expect(ofOne == [events[1], events[3]])
      let head = try await store.read { try $0.chainHead(of: "a") }
      #expect(head == ChainHead(sequence: 4, hash: events[3].hash))
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func aHistoryBeginsWithZeros(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { try $0.insert(Sample.account("a")) }
      let head = try await store.read { try $0.chainHead(of: "a") }
      #expect(head == ChainHead(sequence: 0, hash: [UInt8](repeating: 0, count: 32)))
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func anEventForAnEarlierHeadIsAConflict(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.append(Sample.event(1, of: "a"))
      }
      for sequence: Int64 in [1, 3] {  // made for the empty history, and with a gap
        await #expect(throws: StoreError.conflict) {
          try await store.write { try $0.append(Sample.event(sequence, of: "a")) }
        }
      }
      #expect(try await store.read { try $0.chainHead(of: "a") }.sequence == 1)
    }
  }

  @Test(arguments: StoreUnderTest.all)
  func erasingAPersonLeavesTheEvents(engine: StoreUnderTest) async throws {
    try await engine.withStore { store, _ in
      @Sendable func event(_ sequence: Int64, about person: PersonID?) -> EventRecord {
        Sample.event(
          sequence, of: "a",
          personal: EventRecord.PersonalPart(person: person, salt: Self.salt, data: [9]))
      }
      try await store.write { tx in
        try tx.insert(Sample.account("a"))
        try tx.insert(Sample.person("p", of: "a"))
        try tx.insert(Sample.person("q", of: "a"))
        for (index, person) in ["p", "q", nil, "p"].enumerated() {
          try tx.append(event(Int64(index + 1), about: person.map(PersonID.init(stored:))))
        }
        try tx.erasePersonalParts(of: "p", of: "a")
      }
      let events = try await store.read {
        try $0.events(of: "a", subscription: nil, PageRequest(limit: 9))
      }
      #expect(events.map { $0.personal == nil } == [true, false, false, true])
      #expect(events.map(\.sequence) == [1, 2, 3, 4])
    }
  }
}
