extension CoverageReport {
  /// The page `Documentation/reference/rules.md`.
  public var markdown: String {
    ([introduction, summary] + counts.map(section)).joined(separator: "\n\n") + "\n"
  }

  private var introduction: String {
    """
    # The rules of the model system

    The documents behind the shipped editions hold \(rows.count) rules. This page says of each where
    it is carried out and which scenarios exercise it, or why it is not.

    - **By policy**: rules of an edition carry it out. `business @2022-03-31…@2024-09-10:
      cancel/license-limit` is the rule `license-limit` of the act `cancel` in every edition of that
      family from the first date to the last.
    - **By the code**: the code carries it out, whatever the policy; a symbol of the domain is
      named, or a folder of the engine.
    - **Through other rules**: the rules that are named carry it out.
    - **Outside the system**, for one of five reasons: another seller’s internals, a retired
      programme, another product, a step of a user interface, a statement of absence.
    - **Overruled**: the rule that is named holds in its place, in the editions that are shipped.
    - **Later part**, with what it waits for.

    Where a part of a rule is left open, its row says *except*, and for which of the three reasons:
    it lies outside the system, another rule overrules it, or it belongs to a later part. What takes
    the whole server is exercised by a suite of tests, which is named beside the scenarios.

    The page is generated from [the catalogue](../../Policies/coverage.yaml), the editions and the
    scenarios; a test keeps it true. `tenure policy coverage` prints it, and
    `TENURE_RECORD=1 swift test --filter CoverageTests` writes it anew.
    """
  }

  private var summary: String {
    let kinds = CoverageKind.allCases.filter { count($0) > 0 }
    var lines = [
      "| | section | \(kinds.map(\.title).joined(separator: " | ")) | all |",
      "|--:|---|\(kinds.map { _ in "--:" }.joined(separator: "|"))|--:|",
    ]
    lines += counts.map { count in
      let numbers = kinds.map { count[$0] == 0 ? "" : "\(count[$0])" }
      let cells = ["\(count.section)", count.title] + numbers + ["\(count.total)"]
      return "| \(cells.joined(separator: " | ")) |"
    }
    let totals = kinds.map { "\(count($0))" }.joined(separator: " | ")
    lines += ["| | **all** | \(totals) | \(rows.count) |", "", exceptionsSummary]
    return lines.joined(separator: "\n")
  }

  /// How many parts are left open, by kind and section.
  private var exceptionsSummary: String {
    let kinds = ExceptionKind.allCases
    var lines = [
      "Parts of rules that are left open:", "",
      "| | section | \(kinds.map(\.title).joined(separator: " | ")) |",
      "|--:|---|\(kinds.map { _ in "--:" }.joined(separator: "|"))|",
    ]
    for count in counts {
      let open = rows.filter { $0.section == count.section }.flatMap(\.exceptions)
      guard !open.isEmpty else { continue }
      let numbers = kinds.map { kind in open.count { $0.kind == kind } }
      let cells = numbers.map { $0 == 0 ? "" : "\($0)" }.joined(separator: " | ")
      lines.append("| \(count.section) | \(count.title) | \(cells) |")
    }
    let totals = kinds.map { "\(count($0))" }.joined(separator: " | ")
    return (lines + ["| | **all** | \(totals) |"]).joined(separator: "\n")
  }

  private func section(_ count: CoverageCount) -> String {
    let words = CoverageWords(self)
    let lines = rows.filter { $0.section == count.section }.map { row in
      let places = words.places(row).map { place in
        let parts = place.split(separator: ": ", maxSplits: 1)
        return parts.count == 2 ? "\(parts[0]): `\(parts[1])`" : place
      }
      let cells = [
        "**\(row.id)**", row.says, (places + words.notes(row)).joined(separator: "; "),
        words.scenarios(row),
      ]
      return "| \(cells.map(escaped).joined(separator: " | ")) |"
    }
    let head = [
      "## \(count.section). \(count.title)", "",
      "| rule | what it says | where, or why not | exercised by |",
      "|---|---|---|---|",
    ]
    return (head + lines).joined(separator: "\n")
  }

  /// A bar would end the cell.
  private func escaped(_ text: String) -> String {
    text.replacing("|", with: "/")
  }
}
