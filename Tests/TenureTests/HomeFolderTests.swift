import Foundation
import Testing

@testable import tenure

/// Which folder of policies answers, and where its general texts come from.
struct HomeFolderTests {
  private static let own = Project.root.appending(path: "Examples/own-policy")

  @Test(arguments: ["", "Policies", "Scenarios"])
  func `the folder one stands in comes before that of the command`(place: String) async throws {
    let run = try await CommandRun.tenure(
      ["policy", "check"], folder: Self.own.appending(path: place))
    #expect(run.status == 0 && run.output.contains("tidewatch@2026-01-01"), "\(run.errors)")
    #expect(!run.output.contains("microsoft"))
  }

  @Test func `elsewhere the command uses the policies it came with`() async throws {
    let run = try await CommandRun.tenure(
      ["policy", "explain", "partner", "cancel"], folder: URL(filePath: "/"))
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func `an option and TENURE_HOME come before both`() async throws {
    let arguments = ["policy", "explain", "partner", "cancel"]
    let told = try await CommandRun.tenure(
      arguments + ["--policies", Project.root.path], folder: Self.own)
    let named = try await CommandRun.tenure(
      arguments, environment: ["TENURE_HOME": Project.root.path], folder: Self.own)
    #expect(told.status == 0 && named.status == 0)
  }
}
