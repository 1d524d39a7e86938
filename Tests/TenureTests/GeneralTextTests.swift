import Foundation
import TenurePolicy
import TenureTesting
import Testing

@testable import tenure

/// A folder of policies says only what is its own; the rest comes from Tenure's Locales.
struct GeneralTextTests {
  private static let own = Project.root.appending(path: "Examples/own-policy")

  /// A copy of the own policy far from Tenure, removed when the work is done.
  private func withCopy(_ work: (URL) async throws -> Void) async throws {
    let folder = try TemporaryFolder()
    let copy = folder.url.appending(path: "own-policy")
    try FileManager.default.copyItem(at: Self.own, to: copy)
    try await work(copy)
  }

  private func faults(_ folder: URL, general: URL?) -> [InputError] {
    do throws(InputErrors) {
      _ = try PolicyLibrary(folder: folder, general: general)
      return []
    } catch {
      return error.errors
    }
  }

  @Test func `the own policy holds none of the general texts`() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Self.own.appending(path: "Locales").path)
    #expect(names == ["en.yaml"])
    let lines = try Project.text("Examples/own-policy/Locales/en.yaml").split(separator: "\n")
    #expect(lines.count < 80)
  }

  @Test func `what a folder lacks is said in Tenure's words, and its own come first`() async throws
  {
    try await withCopy { copy in
      let run = try await CommandRun.tenure(
        ["decide", "Questions/regretted.yaml"], folder: copy)
      #expect(run.status == 0 && run.errors == "", "\(run.errors)")
      for text in ["\nWhy\n", "Your first purchase", "The logbook can only be read."] {
        #expect(run.output.contains(text))
      }
      #expect(!run.output.contains("Users can only view and print"))
    }
  }

  @Test func `only languages of the folder are offered`() async throws {
    let run = try await CommandRun.tenure(
      ["decide", "--locale", "nb", "Questions/regretted.yaml"], folder: Self.own)
    #expect(run.status == 2 && run.errors.contains("Use one of: en."))
  }

  @Test func `a reason is never taken from Tenure`() async throws {
    try await withCopy { copy in
      let place = copy.appending(path: "Locales/en.yaml")
      let text = try DocumentFile.text(place)
      let cut = text.replacing("  already-off: It is already not renewed.\n", with: "")
      #expect(cut != text)
      try Data(cut.utf8).write(to: place)
      let run = try await CommandRun.tenure(["policy", "check"], folder: copy)
      #expect(run.status == 1 && run.output.contains("missing-message"))
      #expect(run.output.contains("`reasons.already-off`"))
    }
  }

  @Test func `without Tenure's texts the folder is told which sections it lacks`() throws {
    let faults = faults(Self.own, general: nil)
    #expect(faults.map(\.file) == ["Locales/en.yaml"])
    #expect(faults.allSatisfy { $0.problem.contains("`cli`") && $0.remedy.contains("TENURE_HOME") })
  }

  @Test func `a language that Tenure does not have must be whole`() async throws {
    try await withCopy { copy in
      let text = try DocumentFile.text(copy.appending(path: "Locales/en.yaml"))
      try Data(text.replacing("language: en", with: "language: sv").utf8)
        .write(to: copy.appending(path: "Locales/sv.yaml"))
      let faults = faults(copy, general: Project.root)
      #expect(faults.map(\.file) == ["Locales/sv.yaml"])
      #expect(faults.allSatisfy { $0.problem.contains("Tenure has none in `sv`") })
    }
  }

  @Test func `a folder without any text speaks every language of Tenure`() async throws {
    try await withCopy { copy in
      try FileManager.default.removeItem(at: copy.appending(path: "Locales/en.yaml"))
      let library = try PolicyLibrary(folder: copy, general: Project.root)
      #expect(library.messages.map(\.language) == Project.languages)
    }
  }
}
