import ArgumentParser
import Foundation
import TenurePolicy

struct ExamplesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "examples",
    abstract: "Answer every case in Examples/, one after the other.",
    discussion: """
      EXAMPLES
        tenure examples
        tenure examples --locale lv

      \(ExitStatus.help)
      """)

  @OptionGroup var options: CommandOptions

  func run() throws {
    let home = try HomeFolder.find(options.policies)
    let library = try options.library()
    let say = try options.localizer(library)
    let folder = home.appending(path: "Examples")
    let files = try examples(folder)
    let terminal = options.terminal
    for name in files {
      let file = folder.appending(path: name).path
      let run = try Question.run(file, library)
      var page = Page(terminal)
      page.rule("Examples/\(name)")
      for line in comment(of: try Question.text(file, name)) { page.paragraph(line) }
      if !page.endsBlank { page.blank() }
      Output.write(page.text)
      Output.write(DecisionPage(run, say, terminal).text + "\n")
    }
    Output.write(ExamplesEnd(say, terminal, example: "Examples/\(files.first ?? "")").text)
  }

  private func examples(_ folder: URL) throws(InputErrors) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let files = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted()
    guard !files.isEmpty else {
      throw InputErrors([
        InputError(
          file: folder.path, problem: "there is no example",
          remedy: "run it where Examples/ stands beside Policies/")
      ])
    }
    return files
  }

  /// The comment at the top of a file, as running text.
  private func comment(of text: String) -> [String] {
    let lines = text.split(separator: "\n").prefix { $0.hasPrefix("#") }
    let words = lines.map { $0.drop { $0 == "#" || $0 == " " } }
    return words.isEmpty ? [] : [words.joined(separator: " ")]
  }
}
