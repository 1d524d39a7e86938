import ArgumentParser
import Foundation
import Logging
import TenureEngine
import TenurePolicy

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Let a world happen in seconds, and show what happened.",
    discussion: """
      Invented people buy subscriptions of every agreement, cancel, come back, change licenses and \
      fail to pay at random moments; what is due is carried out by the code of the server. The \
      clock is moved by hand, so that years take seconds. The same seed gives the same world.

      EXAMPLES
        tenure simulate --years 2 --seed 7
        tenure simulate --years 5 --seed 1 --subscriptions 40 --svg world.svg
        tenure simulate --years 1 --seed 1 --json

      EXIT STATUS
        0  done
        1  the world could not go on
        2  bad input
      """)

  @Option(help: "How many years happen, 1 to 50.")
  var years = 1

  @Option(help: "What the world is drawn from; the same seed gives the same world.")
  var seed: UInt64 = 1

  @Option(help: "How many subscriptions are bought.")
  var subscriptions = 12

  @Option(help: "How many subscriptions are told of line by line.")
  var stories = 3

  @Option(help: ArgumentHelp("Draw what happened into this file.", valueName: "file"))
  var svg: String?

  @Option(
    help: ArgumentHelp(
      "Keep the world in this database, which must not exist yet.",
      discussion: "Without it: a temporary file, which goes at the end.", valueName: "file"))
  var database: String?

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: CommandOptions

  func validate() throws {
    guard (1...50).contains(years) else { throw ValidationError("A world has 1 to 50 years.") }
    guard (1...100_000).contains(subscriptions) else {
      throw ValidationError("A world has 1 to 100000 subscriptions.")
    }
    guard (0...1_000).contains(stories) else {
      throw ValidationError("There are 0 to 1000 stories.")
    }
  }

  func run() async throws {
    let record = try await simulate()
    let stories = SimulationStories(record, atMost: stories)
    if let svg { try draw(record, into: svg) }
    Output.write(
      json
        ? try Output.json(SimulationBody(record, stories, seed: seed))
        : SimulationPage(record, stories, seed: seed, options.terminal).text)
  }

  private func draw(_ record: SimulationRecord, into path: String) throws {
    let drawing = SimulationDrawing(record, seed: seed).text
    do {
      try Data(drawing.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw InputErrors([
        InputError(
          file: path, problem: "the drawing cannot be written there",
          remedy: "check the folder and its rights")
      ])
    }
  }

  private func simulate() async throws -> SimulationRecord {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "tenure-simulate-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    if let database {
      guard !FileManager.default.fileExists(atPath: database) else {
        throw InputErrors([
          InputError(
            file: database, problem: "this file exists already",
            remedy: "name one that does not; a simulation begins with an empty world")
        ])
      }
    } else {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    let opened = try await OpenedEngine.open(
      .file(database ?? folder.appending(path: "world.db").path),
      home: try HomeFolder.find(options.policies), purpose: "simulate", keys: .none,
      migrating: true, logger: .warnings)
    do {
      var simulation = Simulation(
        opened.engine, years: years, subscriptions: subscriptions, seed: seed)
      let record = try await simulation.run()
      await opened.close()
      return record
    } catch {
      await opened.close()
      throw error
    }
  }
}
