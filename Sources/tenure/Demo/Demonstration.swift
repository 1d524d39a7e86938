import TenureDomain
import TenureEngine
import TenurePolicy
import TenurePortal

/// A server over a sample world: people choose who they are, and may buy, because nothing is
/// charged.
enum Demonstration {
  /// The label of the keys that the operator signs in as.
  static let operatorLabel = "demo operator"

  /// Whether a sample world lives in a database.
  static func isOne(_ store: any Store) async throws -> Bool {
    try await store.read { try $0.setting(DemoBuilding.marker) } != nil
  }

  /// What is said where people may not choose who they are.
  static func refusal(_ sources: SettingSources) -> InputErrors {
    InputErrors([
      InputError(
        file: sources[.signIn]?.place ?? Setting.signIn.flag,
        problem: "`demo` lets anybody sign in as anybody, and this database is no demonstration",
        remedy: "use `code`, or name a database that `tenure demo --folder` made; nothing was "
          + "changed")
    ])
  }

  /// Lets people choose who they are at a server whose database was made before.
  static func prepare(_ server: inout TenureServer) async throws {
    open(&server, operatorKey: try await operatorKey(server.opened.engine))
  }

  /// - Parameter key: the key that the operator signs in as.
  static func open(_ server: inout TenureServer, operatorKey key: KeyID) {
    let today = ZoneRules.utc.localDate(of: server.opened.engine.clock.now())
    let world = DemoWorld(today: today, seed: DemoBuilding.seed)
    server.signIn = [world.signIn(operatorKey: key), CodeSignIn()]
    server.sells = true
  }

  /// The key that an earlier start made, or one whose secret nobody knows.
  private static func operatorKey(_ engine: Engine) async throws -> KeyID {
    let known = try await engine.store.read { try $0.keys(PageRequest(limit: 10_000)) }
    let usable = known.last { key in
      key.label == operatorLabel && key.revoked == nil && key.scopes.contains(.operate)
    }
    if let usable { return usable.id }
    let key = engine.key(label: operatorLabel, scopes: Scope.allCases).record
    try await engine.store.write { try $0.insert(key) }
    return key.id
  }
}
