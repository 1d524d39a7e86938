/// Makes a failing history smaller, as long as it fails.
struct Shrinking {
  let makeDisk: @Sendable () async throws -> any Disk
  /// How many histories are tried at most.
  var tries = 200

  init(on makeDisk: @escaping @Sendable () async throws -> any Disk) {
    self.makeDisk = makeDisk
  }

  /// Leaves out what comes after the failure, then halves, quarters, …, single commands.
  func smallest(
    _ commands: [Command], _ failure: Simulation.Failure
  ) async throws -> (commands: [Command], failure: Simulation.Failure) {
    var best = (commands: Array(commands.prefix(failure.step + 1)), failure: failure)
    var piece = best.commands.count / 2
    var left = tries
    while piece > 0, left > 0 {
      var start = 0
      while start < best.commands.count, left > 0 {
        left -= 1
        var fewer = best.commands
        fewer.removeSubrange(start..<min(start + piece, fewer.count))
        if let again = try await Simulation.failure(of: fewer, on: try await makeDisk()) {
          best = (Array(fewer.prefix(again.step + 1)), again)
        } else {
          start += piece
        }
      }
      piece /= 2
    }
    return best
  }
}
