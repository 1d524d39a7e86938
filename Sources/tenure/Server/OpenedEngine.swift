import Foundation
import Logging
import TenureDomain
import TenureEngine
import TenurePolicy
import TenureStore

/// An engine on an open database.
struct OpenedEngine: Sendable {
  let engine: Engine
  let database: any DatabaseHandle
  let place: DatabasePlace
  /// The migrations that were carried out on opening.
  let migrated: [String]

  /// The engine of the store, as metrics call it.
  var storeName: String {
    switch place {
    case .file: "sqlite"
    case .server: "postgresql"
    }
  }

  /// Which signing key an engine gets.
  enum Keys {
    /// Those of the environment, or of the key file, which is made if there is none.
    case own(ServerSettings)
    /// Those of the environment, or of the key file if there is one: to verify signatures.
    case known(ServerSettings)
    /// One that is thrown away: for commands that sign nothing.
    case none
  }

  /// - Parameters:
  ///   - purpose: what others are told that ask who owns the file: `serve`.
  ///   - migrating: whether to carry out the migrations that are missing.
  static func open(
    _ place: DatabasePlace, home: URL, purpose: String, keys: Keys, migrating: Bool,
    logger: Logger, deletionLimit: DeletionLimit = DeletionLimit()
  ) async throws -> OpenedEngine {
    let clock = SystemClock()
    let ids = SystemIDs()
    let opened = try await place.open(
      purpose: purpose, now: clock.now(), migrating: migrating, logger: logger)
    do {
      let ring = try keys.ring(ids, clock.now())
      let stored = try await opened.store.read { try $0.editions() }
      let shelf = try PolicyShelf(
        folder: home, general: HomeFolder.general(for: home), stored: stored)
      for fault in shelf.refused { logger.warning("\(fault)") }
      let engine = Engine(
        store: opened.store, shelf: shelf, clock: clock, ids: ids, keys: SigningKeys(ring),
        deletionLimit: deletionLimit)
      return OpenedEngine(
        engine: engine, database: opened.database, place: place, migrated: opened.migrated)
    } catch {
      await opened.store.close()
      throw error
    }
  }

  func close() async {
    await engine.store.close()
  }
}

extension OpenedEngine.Keys {
  fileprivate func ring(_ ids: any IDSource, _ now: Timestamp) throws(InputErrors) -> KeyRing {
    let environment = ProcessInfo.processInfo.environment
    if !isNone, let secret = environment["TENURE_SIGNING_KEY"], !secret.isEmpty {
      return try KeyRing(secret: secret, retired: environment["TENURE_RETIRED_KEYS"] ?? "")
    }
    switch self {
    case .own(let settings):
      return try KeyFile(path: settings.signingKeyFile).open(ids: ids, at: now)
    case .known(let settings):
      let file = KeyFile(path: settings.signingKeyFile)
      if let ring = try file.read() { return ring }
      return try OpenedEngine.Keys.none.ring(ids, now)
    case .none:
      guard let ring = KeyRing(secret: ids.secret(bytes: 32)) else {
        preconditionFailure("32 bytes are a key")
      }
      return ring
    }
  }
}

extension OpenedEngine.Keys {
  private var isNone: Bool { if case .none = self { true } else { false } }
}

extension DatabasePlace {
  func open(
    purpose: String, now: Timestamp, migrating: Bool, logger: Logger
  ) async throws -> OpenedStore {
    switch self {
    case .file(let path):
      return try await Stores.sqlite(
        path: path, purpose: purpose, version: Tenure.version, now: now, migrating: migrating,
        logger: logger)
    case .server(let address):
      #if PostgreSQL
        return try await Stores.postgresql(
          PostgresSettings(
            connection: address,
            pause: { .milliseconds(Int.random(in: 1...(10 << min($0, 8)))) }),
          version: Tenure.version, now: now,
          migrating: migrating, logger: logger)
      #else
        throw InputErrors([
          InputError(
            file: shown, problem: "this build of tenure has no PostgreSQL",
            remedy: "build it with `swift build --traits PostgreSQL`, or name an SQLite file")
        ])
      #endif
    }
  }
}
