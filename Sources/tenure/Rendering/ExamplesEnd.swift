import TenurePolicy

/// What to try after the demonstration.
struct ExamplesEnd {
  private(set) var page: Page

  var text: String { page.text }

  init(_ say: Localizer, _ terminal: Terminal, example: String) {
    page = Page(terminal)
    page.rule(say.text("cli.demo.next"))
    let tenure = ".build/debug/tenure"
    add(say, "ask", ["\(tenure) decide \(example)"])
    add(
      say, "dates",
      ["\(tenure) timeline \(example)", "\(tenure) timeline --ics \(example) > dates.ics"])
    add(say, "rules", ["\(tenure) policy explain microsoft-365-business cancel"])
    add(say, "language", ["\(tenure) decide --locale nb \(example)"])
  }

  private mutating func add(_ say: Localizer, _ key: String, _ commands: [String]) {
    page.paragraph(say.text("cli.demo.\(key)"))
    for command in commands { page.paragraph(command, indent: 2, paint: page.ink.accent) }
  }
}

extension Page {
  /// A rule across the page with a name in it.
  mutating func rule(_ name: String) {
    let text = "── \(name) "
    let rest = max(columns - DisplayWidth.of(text), 0)
    paragraph(text + String(repeating: "─", count: rest), paint: ink.faint)
  }

  var endsBlank: Bool { lines.last?.isEmpty ?? true }
}
