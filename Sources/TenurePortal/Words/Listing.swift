/// A table of things, as the partial `listing` shows it: each row a card where it is narrow.
struct Listing: Sendable {
  struct Head: Sendable {
    let text: String
    let isNumber: Bool
  }

  /// One cell; the partial shows of it what there is.
  struct Cell: Sendable {
    /// The name of its column.
    fileprivate(set) var label = ""
    fileprivate(set) var isNumber = false
    let text: String
    /// Where the text leads; nil for nowhere.
    let path: String?
    /// The class of the badge that the text is; nil for none.
    let badge: String?
    /// Whether it is an identifier.
    let isName: Bool
    /// The moment for machines; nil if it is none.
    let moment: String?
    /// What stands below the text.
    let notes: [String]
    let links: [TextLink]

    init(
      _ text: String, path: String? = nil, badge: String? = nil, isName: Bool = false,
      moment: String? = nil, notes: [String] = [], links: [TextLink] = []
    ) {
      self.text = text
      self.path = path
      self.badge = badge
      self.isName = isName
      self.moment = moment
      self.notes = notes
      self.links = links
    }
  }

  struct Row: Sendable {
    /// The place on the page that links lead to; nil for none.
    let anchor: String?
    let head: Cell
    let cells: [Cell]
  }

  let caption: String
  let heads: [Head]
  let rows: [Row]
  let hasRows: Bool

  /// - Parameters:
  ///   - columns: their names.
  ///   - numbers: which columns hold numbers.
  ///   - rows: each with a cell for every column.
  init(
    _ caption: String, columns: [String], numbers: Set<Int> = [],
    rows: [(anchor: String?, cells: [Cell])]
  ) {
    self.caption = caption
    heads = columns.enumerated().map { Head(text: $1, isNumber: numbers.contains($0)) }
    self.rows = rows.compactMap { row in
      let cells = zip(row.cells, columns.indices).map { cell, index in
        var cell = cell
        cell.label = columns[index]
        cell.isNumber = numbers.contains(index)
        return cell
      }
      return cells.first.map { Row(anchor: row.anchor, head: $0, cells: Array(cells.dropFirst())) }
    }
    hasRows = !self.rows.isEmpty
  }

  init(
    _ caption: String, columns: [String], numbers: Set<Int> = [], rows: [[Cell]]
  ) {
    self.init(
      caption, columns: columns, numbers: numbers, rows: rows.map { (anchor: nil, cells: $0) })
  }
}

/// Pages beside each other, as the partial `tabs` shows them.
struct Tabs: Sendable {
  struct Tab: Sendable {
    let text: String
    let path: String
    let isCurrent: Bool
  }

  let name: String
  let tabs: [Tab]
}

extension TextLink {
  /// - Parameter path: of a place, with a query.
  init(_ text: String, path: String) {
    self.text = text
    self.path = path
  }
}
