public import TenureDomain

/// What stops work that cannot be taken back until an operator has looked.
public enum Brake: String, Word {
  /// The wall clock leapt: nobody knows what is due. It stops the keeping of dates too, by workers
  /// as by an act or a change that would come before them.
  case clock
  /// More deletions are due than is usual.
  case deletions

  /// The setting that keeps it, shared by all servers of a database.
  var setting: String { "brake.\(rawValue)" }
}

/// How a brake stands, as the database keeps it.
public struct BrakeState: Codable, Sendable, Hashable {
  public var isOn: Bool
  /// Why it was last put on.
  public var reason: String
  /// When it was last put on.
  public var since: String
  /// When it was last released; what was made by then is let through.
  public var released: String?
  public var releasedBy: String?
}

extension StoreReader {
  /// How a brake stands; nil if it never was on.
  ///
  /// - Throws: `StoreError.unreadable` if the setting is none that Tenure writes: then nobody knows
  ///   whether it is on.
  public func state(of brake: Brake) throws -> BrakeState? {
    guard let text = try setting(brake.setting) else { return nil }
    do {
      return try JSONText.value(BrakeState.self, Array(text.utf8))
    } catch {
      throw StoreError.unreadable("the setting `\(brake.setting)` is no brake")
    }
  }

  /// Whether a brake is on.
  public func isOn(_ brake: Brake) throws -> Bool {
    try state(of: brake)?.isOn ?? false
  }

  /// Refuses work that cannot be taken back while any brake is on.
  func refuseBraked() throws {
    for brake in Brake.allCases { try refuse(brake) }
  }

  /// Refuses what a brake stops while it is on.
  func refuse(_ brake: Brake) throws {
    guard let state = try state(of: brake), state.isOn else { return }
    throw EngineError.notNow(
      "the brake `\(brake.rawValue)` is on since \(state.since): \(state.reason). An operator "
        + "looks into it and releases it: `tenure brakes release \(brake.rawValue)`")
  }
}

extension StoreWriter {
  /// Puts a brake on. One that is on stays as it is, with its first reason.
  ///
  /// - Returns: whether it was off.
  @discardableResult
  public func apply(_ brake: Brake, because reason: String, at now: Timestamp) throws -> Bool {
    var state = try state(of: brake) ?? BrakeState(isOn: false, reason: reason, since: "\(now)")
    guard !state.isOn else { return false }
    state.isOn = true
    state.reason = reason
    state.since = "\(now)"
    try set(brake.setting, to: String(decoding: JSONText.bytes(state), as: UTF8.self))
    return true
  }

  /// Releases a brake.
  ///
  /// - Returns: whether it was on.
  func release(_ brake: Brake, by name: String, at now: Timestamp) throws -> Bool {
    guard var state = try state(of: brake), state.isOn else { return false }
    state.isOn = false
    state.released = "\(now)"
    state.releasedBy = name
    try set(brake.setting, to: String(decoding: JSONText.bytes(state), as: UTF8.self))
    return true
  }
}
