import ArgumentParser
import Foundation
import TenurePolicy

/// `tenure bench`: how fast decisions are, beside the raw limit of the same run.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure decisions beside decoding the same facts from JSON.",
    discussion: """
      Subject and reference take turns, five rounds of each; the table shows the medians. Build \
      for release, or the figures say little: `make bench` does.

      Allocations are counted only if Benchmarks/allocations.c is preloaded, as `make bench` does.

      EXAMPLES
        make bench
        tenure bench --output bench.json

      \(ExitStatus.help)
      """)

  @Option(help: ArgumentHelp("Also write the figures to this file, as JSON.", valueName: "file"))
  var output: String?

  @Option(help: "How often each is repeated in a round.")
  var repetitions = 20_000

  @OptionGroup var options: CommandOptions

  func run() throws {
    let library = try options.library()
    let folder = try HomeFolder.find(options.policies)
    let measurements =
      try DecisionBenchmark(library: library, repetitions: repetitions).run()
      + ProofBenchmark(library: library, folder: folder).run()
    for row in BenchTable(measurements).rows { print(row) }
    guard let output else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(measurements).write(to: URL(filePath: output))
  }
}
