/// The words of a row that both renderings share.
struct CoverageWords {
  private let editions: [(family: String, dates: [String])]
  private let names: [String: String]

  init(_ report: CoverageReport) {
    editions = report.editions
    var names: [String: String] = [:]
    for (family, _) in editions {
      let last = family.split(separator: "-").last.map(String.init) ?? family
      let isClear = editions.filter { $0.family.hasSuffix(last) }.count == 1
      names[family] = isClear ? last : family
    }
    self.names = names
  }

  /// Where a row's rule is carried out.
  func places(_ row: CoverageRow) -> [String] {
    row.places.map { place in
      let dates = dates(place)
      let name = names[place.family] ?? place.family
      return "\(name)\(dates.isEmpty ? "" : " \(dates)"): \(rules(place.rules))"
    }
  }

  /// The editions as ranges, `@first…@last`; nothing for a family's only edition.
  private func dates(_ place: CoveragePlace) -> String {
    let all = editions.first { $0.family == place.family }?.dates ?? []
    if all.count == 1 { return "" }
    var ranges: [(first: String, last: String)] = []
    var previous: Int?
    for (position, date) in all.enumerated() where place.editions.contains(date) {
      if let before = previous, before + 1 == position, let range = ranges.popLast() {
        ranges.append((range.first, date))
      } else {
        ranges.append((date, date))
      }
      previous = position
    }
    return ranges.map { $0 == $1 ? "@\($0)" : "@\($0)…@\($1)" }.joined(separator: ", ")
  }

  /// Rules of one name stand once, with the acts or tables they belong to.
  private func rules(_ ids: [String]) -> String {
    var scopes: [String: [String]] = [:]
    var order: [String] = []
    for id in ids {
      let parts = id.split(separator: "/", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      if scopes[parts[1]] == nil { order.append(parts[1]) }
      scopes[parts[1], default: []].append(parts[0])
    }
    let names = order.map { name in
      let scopes = scopes[name] ?? []
      switch scopes.count {
      case 1: return "\(scopes[0])/\(name)"
      case 2...3: return "\(name) (\(scopes.joined(separator: ", ")))"
      default: return "\(name) (\(scopes.count) acts)"
      }
    }
    return Self.few(names, 4)
  }

  /// The first scenarios that exercise a row's rule, and how many more.
  func scenarios(_ row: CoverageRow) -> String {
    guard row.kind.isImplemented else { return "" }
    return ([Self.few(row.scenarios, 3)].filter { !$0.isEmpty } + row.tests)
      .joined(separator: ", ")
  }

  /// What a row says beside places: the mechanism, why not, and what is left open.
  func notes(_ row: CoverageRow) -> [String] {
    [note(row)].compactMap { $0 } + row.exceptions.map { "except, \($0.text)" }
  }

  private func note(_ row: CoverageRow) -> String? {
    switch row.kind {
    case .policy: nil
    case .mechanism: "\(row.symbol ?? ""): \(row.note ?? "")"
    case .through: "through \(row.through.joined(separator: ", "))"
    case .doesNotApply:
      "outside the system, \(row.category?.title ?? ""): \(row.note ?? "")"
    case .overruled: "overruled by \(row.through.joined(separator: ", ")): \(row.note ?? "")"
    case .notYet: "later part: \(row.note ?? "")"
    case .unanswered: "unanswered"
    }
  }

  private static func few(_ names: [String], _ most: Int) -> String {
    let shown = names.prefix(most).joined(separator: ", ")
    return names.count > most ? "\(shown), +\(names.count - most)" : shown
  }
}
