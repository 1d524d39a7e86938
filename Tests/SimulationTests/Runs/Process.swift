import TenureDomain
import TenureEngine
import TenurePolicy
import TenureTesting

/// The objects of one process of the simulation: all are made anew after each crash.
struct Process {
  let lifetime: Lifetime
  let disk: OpenDisk
  let engine: Engine

  /// What outlives a process: the clock on the wall, chance, the key that signs.
  struct Surroundings {
    let clock: ManualClock
    let ids: SeededIDs
    let ring: KeyRing
    var zones = ZoneShelf()
    var shelf: PolicyShelf
    var fault: (any PlantedFault)?
  }

  static func start(on disk: any Disk, _ surroundings: Surroundings) async throws -> Process {
    let lifetime = Lifetime()
    let open = try await disk.open(lifetime, fault: surroundings.fault)
    let engine = Engine(
      store: open.store, shelf: surroundings.shelf, clock: surroundings.clock,
      ids: surroundings.ids, keys: SigningKeys(surroundings.ring), zones: surroundings.zones)
    return Process(lifetime: lifetime, disk: open, engine: engine)
  }
}

extension Process {
  /// The program that speaks for everybody in the simulation.
  static let caller = Caller.program(
    KeyRecord(
      id: KeyID(stored: "simulation"), hash: [UInt8](repeating: 0, count: 32),
      label: "simulation", scopes: Scope.allCases, role: .globalAdministrator,
      created: Timestamp(seconds: 0)))
}
