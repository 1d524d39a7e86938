/// Breaks text into lines that fit a number of columns.
enum Wrapping {
  /// The lines of a text, each at most `columns` wide; a word that is wider alone is cut.
  static func lines(_ text: String, columns: Int) -> [String] {
    let columns = max(columns, 1)
    var lines: [String] = []
    var line = ""
    var width = 0
    for word in text.split(separator: " ") {
      for piece in pieces(word, columns) {
        let size = DisplayWidth.of(piece)
        if width > 0, width + 1 + size <= columns {
          line += " " + piece
          width += 1 + size
        } else {
          if width > 0 { lines.append(line) }
          (line, width) = (String(piece), size)
        }
      }
    }
    return width > 0 || lines.isEmpty ? lines + [line] : lines
  }

  private static func pieces(_ word: Substring, _ columns: Int) -> [Substring] {
    guard DisplayWidth.of(word) > columns else { return [word] }
    var pieces: [Substring] = []
    var start = word.startIndex
    var width = 0
    for index in word.indices {
      let size = DisplayWidth.of(word[index])
      if width + size > columns {
        pieces.append(word[start..<index])
        (start, width) = (index, 0)
      }
      width += size
    }
    return pieces + [word[start...]]
  }
}
