extension CoverageReport {
  /// The report for a terminal of some width, closing with the counts.
  public func text(width: Int = 100) -> String {
    let words = CoverageWords(self)
    let column = (rows.map(\.id.count).max() ?? 0) + 2
    let indent = String(repeating: " ", count: column)
    let wide = max(width, column + 40) - column
    var lines: [String] = []
    for section in counts {
      lines.append("\(section.section). \(section.title)")
      for row in rows where row.section == section.section {
        let id = row.id + String(repeating: " ", count: column - row.id.count)
        var block = wrap(row.says, wide)
        for place in words.places(row) + words.notes(row) {
          block += hang(place, wide)
        }
        let scenarios = words.scenarios(row)
        if !scenarios.isEmpty { block += hang("exercised by \(scenarios)", wide) }
        lines += block.enumerated().map { ($0 == 0 ? id : indent) + $1 }
      }
      lines.append("")
    }
    return (lines + [closing, exceptionsClosing]).joined(separator: "\n") + "\n"
  }

  /// The parts of rules that are left open, counted by kind, in one line.
  public var exceptionsClosing: String {
    let parts = ExceptionKind.allCases.map { "\(count($0)) \($0.title)" }
    let rules = rows.count { !$0.exceptions.isEmpty }
    return "of \(rules) rules a part is left open: \(parts.joined(separator: ", "))"
  }

  /// The counts in one line.
  public var closing: String {
    let kinds = CoverageKind.allCases.filter { count($0) > 0 }
    let parts = kinds.map { "\(count($0)) \($0.title)" }.joined(separator: ", ")
    return "\(rows.count) rules: \(parts)"
  }

  /// Wrapped lines, those after the statement set in by two.
  private func hang(_ text: String, _ width: Int) -> [String] {
    wrap(text, width - 4).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
  }

  private func wrap(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return lines + (line.isEmpty ? [] : [line])
  }
}
