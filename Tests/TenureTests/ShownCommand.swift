/// A command that a page of the documentation shows, with what it prints.
struct ShownCommand {
  let page: String
  /// Of the command, counted from 1.
  let line: Int
  let text: String
  /// The lines below it. A line `…` stands for lines that are left out.
  let output: [String]
  /// Where it runs, from the root.
  let folder: String
  /// The state of the folder, if it is not the finished one.
  let draft: String?

  private static let gap: Substring = "…"

  var isShortened: Bool { output.contains { Self.isGap($0) } }

  private static func isGap(_ line: String) -> Bool {
    line.drop { $0 == " " }.elementsEqual(gap)
  }

  /// The first shown line, counted from the command, that is not among what was printed where it
  /// should be; nil if all is as shown.
  func mismatch(_ printed: [String]) -> Int? {
    var rest = printed[...]
    for segment in segments {
      guard let found = Self.find(segment, rest) else {
        return segment.start + Self.agreeing(segment, rest)
      }
      rest = rest[(found + segment.lines.count)...]
    }
    return output.last.map(Self.isGap) == true || rest.isEmpty ? nil : output.count
  }

  /// What the page should show, nil if that cannot be told: what is shown in full is what was
  /// printed; of what is shortened, the lines between the first and the last of each piece.
  func rewritten(_ printed: [String]) -> [String]? {
    guard isShortened else { return printed }
    var lines: [String] = []
    var rest = printed[...]
    for segment in segments {
      guard let first = segment.lines.first, let last = segment.lines.last else { continue }
      let starts = segment.isFirst ? rest.startIndex : rest.firstIndex(of: first)
      guard let start = starts, start < rest.endIndex else { return nil }
      let ends = segment.isLast ? rest.indices.last : rest[start...].firstIndex(of: last)
      guard let end = ends, end - start < segment.lines.count * 2 + 4 else { return nil }
      if !segment.isFirst { lines.append(output[segment.start - 2]) }
      lines += rest[start...end]
      rest = rest[(end + 1)...]
    }
    if segments.last?.isLast == false, let end = output.last { lines.append(end) }
    return lines
  }

  /// Lines that stand together.
  private struct Segment {
    let lines: [String]
    /// The place of its first line, counted from the command.
    let start: Int
    let isFirst: Bool
    let isLast: Bool
  }

  private var segments: [Segment] {
    var segments: [Segment] = []
    var lines: [String] = []
    for (index, line) in (output + [String(Self.gap)]).enumerated() {
      guard Self.isGap(line) else {
        lines.append(line)
        continue
      }
      if !lines.isEmpty {
        let start = index - lines.count
        segments.append(
          Segment(
            lines: lines, start: start + 1, isFirst: start == 0, isLast: index == output.count))
      }
      lines = []
    }
    return segments
  }

  private static func find(_ segment: Segment, _ rest: ArraySlice<String>) -> Int? {
    places(of: segment, in: rest).first { rest[$0...].starts(with: segment.lines) }
  }

  /// How many lines of a piece that is nowhere in full agree where most do.
  private static func agreeing(_ segment: Segment, _ rest: ArraySlice<String>) -> Int {
    let counts = places(of: segment, in: rest).map { start in
      zip(segment.lines, rest[start...]).prefix { $0 == $1 }.count
    }
    return counts.max() ?? zip(segment.lines, rest).prefix { $0 == $1 }.count
  }

  /// Where a piece may begin.
  private static func places(of segment: Segment, in rest: ArraySlice<String>) -> Range<Int> {
    let end = max(rest.endIndex - segment.lines.count + 1, rest.startIndex)
    if segment.isFirst { return rest.startIndex..<min(end, rest.startIndex + 1) }
    return (segment.isLast ? max(end - 1, rest.startIndex) : rest.startIndex)..<end
  }
}

extension ShownCommand {
  /// The commands of the fenced blocks of a page that begin with `$` and run `tenure`. A comment
  /// `<!-- run in: FOLDER -->` holds for the blocks below it, `<!-- draft: NAME -->` for the next.
  static func all(in text: String, page: String) -> [ShownCommand] {
    var commands: [ShownCommand] = []
    var folder = ""
    var draft: String?
    var block: [String]?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("```") {
        if let shown = block {
          commands += read(shown, page, index - shown.count + 1, folder, draft)
          draft = nil
        }
        block = block == nil ? [] : nil
      } else if block != nil {
        block?.append(String(line))
      } else if let match = line.wholeMatch(of: /<!-- run in: (.*) -->/) {
        folder = String(match.1)
      } else if let match = line.wholeMatch(of: /<!-- draft: (.*) -->/) {
        draft = String(match.1)
      }
    }
    return commands
  }

  private static func read(
    _ block: [String], _ page: String, _ line: Int, _ folder: String, _ draft: String?
  ) -> [ShownCommand] {
    guard let first = block.first, first.hasPrefix("$ "), first.contains("tenure") else {
      return []
    }
    let starts = block.indices.filter { block[$0].hasPrefix("$ ") }
    return zip(starts, starts.dropFirst() + [block.count]).map { start, end in
      ShownCommand(
        page: page, line: line + start, text: String(block[start].dropFirst(2)),
        output: Array(block[(start + 1)..<end]), folder: folder, draft: draft)
    }
  }
}
