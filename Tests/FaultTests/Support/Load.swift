import Synchronization
import Testing

/// Clients that change subscriptions, one act after the other, each with a key of its own. A client
/// that gets no receipt sends the same act with the same key until it gets one.
final class Load: Sendable {
  struct Act: Sendable, Hashable {
    let place: Place
    /// The first act on a subscription is 1.
    let number: Int

    var key: String { "\(place.subscription)-\(number)" }
    /// Each changes what the one before has set, so none is unnecessary.
    var body: String {
      number.isMultiple(of: 2)
        ? #"{"act":"turn-on-recurring-billing"}"# : #"{"act":"turn-off-recurring-billing"}"#
    }
  }

  struct Memory: Sendable {
    /// What each act was answered with, by subscription and in order.
    var answers: [Place: [Received]] = [:]
    /// Acts that were sent and not answered with a receipt.
    var pending: [Place: Act] = [:]
    /// Answers since the last look.
    var unchecked: [Act: Received] = [:]
    /// Answers that were no receipt.
    var problems: [Received] = []
    /// Requests that got no answer.
    var lost = 0
    /// The longest that a client waited for an answer.
    var slowest = Duration.zero
    /// Whether the clients stop after the act that each of them is at.
    var isOver = false

    var answerCount: Int { answers.values.reduce(0) { $0 + $1.count } }

    mutating func next(on place: Place) -> Act {
      let act = pending[place] ?? Act(place: place, number: (answers[place]?.count ?? 0) + 1)
      pending[place] = act
      return act
    }

    mutating func note(_ answer: Received, to act: Act) {
      guard answer.status == 200 else {
        problems.append(answer)
        return
      }
      answers[act.place, default: []].append(answer)
      unchecked[act] = answer
      pending[act.place] = nil
    }
  }

  let world: World
  private let memory = Mutex(Memory())

  init(_ world: World) {
    self.world = world
  }

  var told: Memory { memory.withLock { $0 } }

  /// Answers that nobody looked at yet; from now on they count as looked at.
  func takeUnchecked() -> [Act: Received] {
    memory.withLock { memory in
      defer { memory.unchecked = [:] }
      return memory.unchecked
    }
  }

  /// Keeps clients busy while something happens to the server, and waits for their last answers.
  ///
  /// - Parameter ports: where servers listen; the clients are spread over them.
  func run(
    clients: Int = 6, at ports: [Int], during event: @escaping @Sendable () async throws -> Void
  ) async throws {
    memory.withLock { $0.isOver = false }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for client in 0..<clients {
        let places = World.loaded.enumerated().filter { $0.offset % clients == client }
          .map(\.element)
        group.addTask { [self] in
          var turn = 0
          while !memory.withLock(\.isOver) {
            await step(on: places[turn % places.count], ports[client % ports.count])
            turn += 1
          }
        }
      }
      group.addTask { [self] in
        defer { memory.withLock { $0.isOver = true } }
        try await event()
      }
      try await group.waitForAll()
    }
  }

  /// Sends the next act on a subscription, or the one that has no answer yet.
  func step(on place: Place, _ port: Int) async {
    let act = memory.withLock { $0.next(on: place) }
    let began = ContinuousClock.now
    do {
      let answer = try await send(act, to: port)
      memory.withLock { memory in
        memory.note(answer, to: act)
        memory.slowest = max(memory.slowest, ContinuousClock.now - began)
      }
      if answer.status == 200 { return }
    } catch {
      memory.withLock { $0.lost += 1 }
    }
    try? await Task.sleep(for: .milliseconds(10))
  }

  func send(_ act: Act, to port: Int) async throws -> Received {
    try await world.client.post(act.place.path + "/acts", act.body, once: act.key, to: port)
  }
}
