/// Lets so many through at a time, in the order in which they came; the others wait.
///
/// Test frameworks start everything at once. Hundreds of databases that are made at the same moment
/// on two cores miss their own time limits.
public actor Turnstile {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// - Parameter limit: how many may be inside; at least 1.
  public init(limit: Int) {
    precondition(limit >= 1, "somebody may be inside")
    free = limit
  }

  /// Whether the present task is inside already.
  @TaskLocal private static var isInside = false

  /// Does something inside. Who is inside already goes on at once: if they waited for a second
  /// place, nobody might ever leave.
  public nonisolated func pass<Result>(_ body: () async throws -> Result) async rethrows -> Result {
    if Self.isInside { return try await body() }
    await enter()
    do {
      let result = try await Self.$isInside.withValue(true) { try await body() }
      await leave()
      return result
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leave() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
