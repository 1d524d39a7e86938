import TenureDomain

/// How the work of a server goes, at a glance.
public struct HealthBody: Codable, Sendable, Hashable {
  /// How many subscriptions and accounts were set aside, because carrying out what was due failed.
  public var setAside: Int
  /// The earliest instant that something else is due at; absent if nothing is.
  public var nextDue: String?
  /// How many seconds it is late; 0 if it lies ahead.
  public var lateSeconds: Int64
  public var brakes: [BrakeBody]
  /// How many holds are in force, counted up to 10 000.
  public var holds: Int
  /// How many tasks of the product are open.
  public var openTasks: Int
  /// How many of them come near their promised date.
  public var escalatedTasks: Int
  /// When the numbers of today's overview were last counted; absent before the first time.
  public var rolledUp: String?
}

extension Engine {
  /// How the work goes: what is late, set aside or held. `doctor` looks into the data itself.
  public func health(by caller: Caller) async throws -> HealthBody {
    try caller.may(.operate)
    let gauges = try await workGauges()
    let now = clock.now()
    let today = ZoneRules.utc.localDate(of: now)
    return try await store.read { tx in
      let backlog = try tx.backlog()
      return HealthBody(
        setAside: backlog.setAside, nextDue: backlog.oldest.map { "\($0)" },
        lateSeconds: backlog.oldest.map { max(0, (now - $0) / 1_000_000) } ?? 0,
        brakes: try Brake.allCases.map { BrakeBody($0, try tx.state(of: $0)) },
        holds: gauges.holds, openTasks: gauges.tasks.reduce(0) { $0 + $1.count },
        escalatedTasks: gauges.tasks.reduce(0) { $0 + $1.escalated },
        rolledUp: try tx.rollupDays(today...today).last.map { "\($0.taken)" })
    }
  }
}
