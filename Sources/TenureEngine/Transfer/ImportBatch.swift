/// Rows that are taken together or not at all.
public struct ImportBatch: Sendable {
  /// What errors call the rows: the name of their file.
  public var name: String
  /// JSON Lines.
  public var rows: [UInt8]
  /// The SHA-256 of the file that the rows are a part of, in hexadecimal digits. The store
  /// remembers how much of it was taken, so that an import goes on where it was interrupted. nil
  /// for rows that are not part of a file.
  public var source: String?
  /// How many rows of the file come before these.
  public var position: Int
  /// The first rows are only there so that the others can be checked: they are not taken.
  public var context: Int
  /// Whether the rows are only checked.
  public var isDryRun: Bool

  public init(
    name: String, rows: [UInt8], source: String? = nil, position: Int = 0, context: Int = 0,
    isDryRun: Bool = false
  ) {
    self.name = name
    self.rows = rows
    self.source = source
    self.position = position
    self.context = context
    self.isDryRun = isDryRun
  }

  /// Rows of one batch at most, context included.
  public static let mostRows = 10_000
}

/// What came of a batch of rows.
public struct ImportReport: Codable, Sendable, Hashable {
  /// How many rows of each kind were taken, or would be.
  public var taken: [String: Int] = [:]
  /// How many rows were there already, just as they are.
  public var alreadyThere = 0
  /// How many rows of the file are done. If that is not where the batch ends, nothing was taken: go
  /// on from here.
  public var position = 0

  public init() {}

  /// The sum of this and another.
  public mutating func add(_ other: ImportReport) {
    taken.merge(other.taken, uniquingKeysWith: +)
    alreadyThere += other.alreadyThere
    position = other.position
  }
}
