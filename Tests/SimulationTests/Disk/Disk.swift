import TenureEngine

@testable import TenureStore

/// Where the database of a simulation lies. It outlives each process that opens it.
protocol Disk: Sendable {
  /// The objects of a new process over what is on the disk.
  func open(_ lifetime: Lifetime, fault: (any PlantedFault)?) async throws -> OpenDisk

  /// Removes everything.
  func remove() async
}

/// What a process has of its disk.
struct OpenDisk: Sendable {
  let store: any Store
  /// The same database without faults and crashes, for looking at what is really there.
  let truth: any SQLEngine
  let close: @Sendable () async -> Void
}
