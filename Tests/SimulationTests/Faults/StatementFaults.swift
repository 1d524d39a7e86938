import Synchronization

@testable import TenureStore

/// Every third event of what time does is not written, though the next one follows on it.
final class LostEvent: PlantedFault {
  private let count = Mutex(0)

  func statement(_ statement: Statement, _ values: [SQLValue]) -> [(Statement, [SQLValue])] {
    guard statement == EventRow.insert, values[4] == .text("charge.due") else {
      return [(statement, values)]
    }
    let number = count.withLock { count in
      count += 1
      return count
    }
    return number.isMultiple(of: 3) ? [] : [(statement, values)]
  }
}

/// What is owed for a cycle stands in the ledger twice.
struct DoubledCharge: PlantedFault {
  func statement(_ statement: Statement, _ values: [SQLValue]) -> [(Statement, [SQLValue])] {
    guard statement == EntryRow.insert || statement == EntryRow.insertPosting,
      case .text(let id) = values[1], statement == EntryRow.insertPosting || values[5] == .null
    else { return [(statement, values)] }
    var again = values
    again[1] = .text(id + "-again")
    return [(statement, values), (statement, again)]
  }
}

/// How far time was carried out is not kept.
struct LostMark: PlantedFault {
  func statement(_ statement: Statement, _ values: [SQLValue]) -> [(Statement, [SQLValue])] {
    [(statement.keeping("settled"), values)]
  }
}

extension Statement {
  /// The same change of a subscription, which leaves one column as it is.
  fileprivate func keeping(_ column: String) -> Statement {
    guard text.hasPrefix("UPDATE subscriptions"),
      let start = text.firstRange(of: "\(column) = ?")
    else { return self }
    let number = text[start.upperBound...].prefix { $0.isNumber }
    return Statement(
      text.replacing("\(column) = ?\(number)", with: "\(column) = coalesce(\(column), ?\(number))"))
  }
}
