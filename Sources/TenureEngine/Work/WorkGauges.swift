import TenureDomain

/// How much the product has to do, and what stops it.
public struct WorkGauges: Sendable, Hashable {
  public var tasks: [TaskCount]
  /// The names of the brakes that are on.
  public var brakes: [String]
  /// How many holds are in force, counted up to ``mostHolds``.
  public var holds: Int

  public static let mostHolds = 10_000
}

extension Engine {
  /// Reads the gauges, for metrics.
  public func workGauges() async throws -> WorkGauges {
    let now = clock.now()
    return try await store.read { tx in
      WorkGauges(
        tasks: try tx.openTaskCounts(),
        brakes: try Brake.allCases.filter { try tx.isOn($0) }.map(\.rawValue),
        holds: try tx.holdsInForce(
          of: nil, at: now, PageRequest(limit: WorkGauges.mostHolds)
        ).count)
    }
  }
}
