/// Lines for people, wrapped to the terminal.
struct Page {
  let columns: Int
  let ink: Ink
  private(set) var lines: [String] = []

  init(_ terminal: Terminal) {
    columns = terminal.columns
    ink = Ink(isOn: terminal.hasColor)
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  typealias Paint = (String) -> String

  mutating func blank() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// A title, underlined.
  mutating func title(_ text: String) {
    let wrapped = Wrapping.lines(text.prefix(1).uppercased() + text.dropFirst(), columns: columns)
    lines += wrapped.map(ink.strong)
    lines.append(ink.faint(String(repeating: "─", count: wrapped.map(DisplayWidth.of).max() ?? 0)))
  }

  mutating func heading(_ text: String, indent: Int = 0) {
    blank()
    paragraph(text, indent: indent, paint: ink.strong)
  }

  /// Text whose first line may begin with a mark; the others align behind it.
  mutating func paragraph(
    _ text: String, indent: Int = 0, mark: String = "", paintMark: Paint = { $0 },
    paint: Paint = { $0 }
  ) {
    let indent = min(indent, columns / 4)
    let margin = indent + DisplayWidth.of(mark)
    for (index, line) in Wrapping.lines(text, columns: columns - margin).enumerated() {
      let head =
        index == 0 ? paintMark(mark) : String(repeating: " ", count: DisplayWidth.of(mark))
      lines.append(String(repeating: " ", count: indent) + head + paint(line))
    }
  }

  /// Labels with their texts, the texts aligned.
  mutating func fields(_ fields: [(String, String)], indent: Int = 0, paint: Paint = { $0 }) {
    let widest = fields.map { DisplayWidth.of($0.0) }.max() ?? 0
    let label = min(widest, max(columns * 2 / 5, 8))
    for (name, text) in fields {
      if DisplayWidth.of(name) > label {
        paragraph(name, indent: indent, paint: ink.faint)
        paragraph(text, indent: indent + 2, paint: paint)
      } else {
        let mark =
          ink.faint(name) + String(repeating: " ", count: label - DisplayWidth.of(name) + 2)
        field(mark, label + 2, text, indent, paint)
      }
    }
  }

  private mutating func field(
    _ mark: String, _ width: Int, _ text: String, _ indent: Int, _ paint: Paint
  ) {
    let wrapped = Wrapping.lines(text, columns: columns - indent - width)
    for (index, line) in wrapped.enumerated() {
      let head = index == 0 ? mark : String(repeating: " ", count: width)
      lines.append(String(repeating: " ", count: indent) + head + paint(line))
    }
  }

  /// A line that is not wrapped, such as a command to copy.
  mutating func verbatim(_ text: String, indent: Int = 0) {
    lines.append(String(repeating: " ", count: indent) + text)
  }
}

extension Page {
  /// Two texts side by side, each under its label and wrapped to half of the width.
  mutating func columns(
    _ left: (label: String, text: String), _ right: (label: String, text: String), indent: Int
  ) {
    let half = max((columns - indent - 3) / 2, 4)
    let one = [left.label] + Wrapping.lines(left.text, columns: half)
    let other = [right.label] + Wrapping.lines(right.text, columns: half)
    let widest = min(max(one.map(DisplayWidth.of).max() ?? 0, 12), half)
    for index in 0..<max(one.count, other.count) {
      let before = index < one.count ? one[index] : ""
      let after = index < other.count ? other[index] : ""
      let paint = index == 0 ? ink.faint : { $0 }
      verbatim(
        paint(String(before.prefix(half)).padded(to: widest)) + " │ "
          + paint(String(after.prefix(half))), indent: indent)
    }
  }
}
