import Foundation
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import tenure

/// Worlds that happen in seconds.
@Suite struct SimulateTests {
  private static func run(_ arguments: String...) async throws -> CommandRun {
    try await CommandRun.tenure(["simulate"] + arguments)
  }

  @Test func `the same seed gives the same world, byte for byte, and another one another`()
    async throws
  {
    let folder = try TemporaryFolder()
    var printed: [String] = []
    var drawn: [Data] = []
    for (index, seed) in ["3", "3", "4"].enumerated() {
      let svg = folder.url.appending(path: "\(index).svg")
      let run = try await Self.run(
        "--years", "1", "--seed", seed, "--subscriptions", "9", "--svg", svg.path)
      #expect(run.status == 0, "\(run.errors)")
      printed.append(run.output)
      drawn.append(try Data(contentsOf: svg))
    }
    #expect(printed[0] == printed[1] && drawn[0] == drawn[1])
    #expect(printed[0] != printed[2] && drawn[0] != drawn[2])
    let text = String(decoding: drawn[0], as: UTF8.self)
    #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n"))
    #expect(text.contains("prefers-color-scheme: dark") && !text.contains("http://www.w3.org/1999"))
    #expect(!text.contains("url(") && !text.contains("<script"))
  }

  @Test func `months sum up to the whole, and stories keep the order of time`() async throws {
    let run = try await Self.run(
      "--years", "2", "--seed", "5", "--subscriptions", "13", "--stories", "13", "--json")
    let body = try JSONText.value(RawJSON.self, Array(run.output.utf8))
    #expect(body["months"].items.count == 24)
    for name in ["started", "renewed", "charges", "reminders", "disabled"] {
      let months = body["months"].items.map { $0["counts"][name] }
      let sum = months.reduce(Int64(0)) { sum, count in
        if case .integer(let number) = count { sum + number } else { sum }
      }
      #expect(body["total"][name] == .integer(sum), "\(name)")
    }
    #expect(body["total"]["started"] == .integer(13))
    #expect(body["stories"].items.count == 13)
    for story in body["stories"].items {
      let dates = story["lines"].items.compactMap { $0["date"].text }
      #expect(dates == dates.sorted() && !dates.isEmpty)
    }
  }

  @Test(arguments: [
    ["--years", "0"], ["--years", "51"], ["--subscriptions", "0"], ["--seed", "x"],
    ["--svg", "/nowhere/x.svg", "--subscriptions", "1"], ["--database", "/dev/null"],
  ])
  func `what cannot be is refused`(arguments: [String]) async throws {
    let run = try await CommandRun.tenure(["simulate"] + arguments)
    #expect(run.status == 2 && run.output.isEmpty && !run.errors.isEmpty)
  }

  @Test func `moments come in their order, and those of one moment as they were added`() {
    var queue = MomentQueue<Int>()
    var numbers = DemoNumbers(seed: 1)
    var added: [(Int64, Int)] = []
    for number in 0..<500 {
      let at = Int64.random(in: 0..<60, using: &numbers)
      added.append((at, number))
      queue.add(number, at: Timestamp(microseconds: at))
    }
    var taken: [Int] = []
    while let (_, number) = queue.takeFirst() { taken.append(number) }
    #expect(taken == added.sorted { $0 < $1 }.map(\.1))
  }
}
