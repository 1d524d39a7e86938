public import TenureDomain

/// The editions of a server, by family and date.
public struct PolicyBook: Sendable {
  /// In the order of family and date.
  public let documents: [EditionDocument]

  /// - Throws: an error if two documents are editions of one family and date.
  public init(_ documents: [EditionDocument]) throws(InputErrors) {
    self.documents = documents.sorted { $0.edition.id < $1.edition.id }
    for (one, other) in zip(self.documents, self.documents.dropFirst())
    where one.edition.id == other.edition.id {
      throw InputErrors([
        InputError(
          file: other.file, key: "edition",
          problem: "`\(other.edition.id)` is also in `\(one.file)`",
          remedy: "give the newer one its own date")
      ])
    }
  }

  /// The book of what can be read: of two editions of one family and date the first.
  init(readable documents: [EditionDocument], faults: inout [InputError]) {
    do {
      _ = try PolicyBook(documents)
    } catch {
      faults += error.errors
    }
    var known: Set<EditionID> = []
    self.documents = documents.sorted { $0.edition.id < $1.edition.id }
      .filter { known.insert($0.edition.id).inserted }
  }

  public var families: [String] {
    documents.map(\.edition.id.family).reduce(into: []) { families, family in
      if families.last != family { families.append(family) }
    }
  }

  /// The edition of a name, nil if there is none.
  public func edition(_ id: EditionID) -> Edition? {
    documents.first { $0.edition.id == id }?.edition
  }

  /// The editions of a family, oldest first.
  public func editions(of family: String) -> [Edition] {
    documents.map(\.edition).filter { $0.id.family == family }
  }

  /// The edition in force for a term that begins on a date (D5); the oldest if none was yet.
  public func edition(of family: String, on date: CalendarDate) -> Edition? {
    let editions = editions(of: family)
    return editions.last { $0.effectiveFrom <= date } ?? editions.first
  }
}
