import TenureDomain

/// A brake as it is shown.
public struct BrakeBody: Codable, Sendable, Hashable {
  public var brake: String
  public var isOn: Bool
  /// Why it is on, or was last.
  public var reason: String?
  public var since: String?
  public var released: String?
  public var releasedBy: String?

  init(_ brake: Brake, _ state: BrakeState?) {
    self.brake = brake.rawValue
    isOn = state?.isOn ?? false
    reason = state?.reason
    since = state?.since
    released = state?.released
    releasedBy = state?.releasedBy
  }
}

extension Engine {
  /// How each brake stands.
  public func brakes(by caller: Caller) async throws -> [BrakeBody] {
    try caller.may(.operate)
    return try await store.read { tx in
      try Brake.allCases.map { BrakeBody($0, try tx.state(of: $0)) }
    }
  }

  /// Releases a brake: what waited goes on. A brake that is off stays off.
  ///
  /// - Throws: `EngineError.notFound` if there is no such brake.
  public func releaseBrake(_ name: String, by caller: Caller) async throws -> Answer {
    try caller.may(.operate)
    guard let brake = Brake(rawValue: name) else { throw EngineError.notFound("brake") }
    let now = clock.now()
    return try await store.write { tx in
      _ = try tx.release(brake, by: caller.name, at: now)
      return Answer(
        status: 200, body: try JSONText.bytes(BrakeBody(brake, try tx.state(of: brake))))
    }
  }
}
