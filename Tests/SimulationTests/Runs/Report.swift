/// What a failing history comes to, for whoever has to find out why.
struct Report: CustomStringConvertible {
  let seed: UInt64
  let steps: Int
  let failure: Simulation.Failure
  let shrunk: (commands: [Command], failure: Simulation.Failure)

  init(
    seed: UInt64, steps: Int, failure: Simulation.Failure,
    _ shrunk: (commands: [Command], failure: Simulation.Failure)
  ) {
    self.seed = seed
    self.steps = steps
    self.failure = failure
    self.shrunk = shrunk
  }

  var description: String {
    let lines = shrunk.commands.map { "    \($0)" }.joined(separator: "\n")
    return """
      seed \(seed), step \(failure.step + 1) of \(steps): \(failure.command)
        \(failure.problem)
      replay: TENURE_SEED=\(seed) TENURE_STEPS=\(steps)
      the smallest history found has \(shrunk.commands.count) steps:
      \(lines)
        \(shrunk.failure.problem)
      """
  }
}
