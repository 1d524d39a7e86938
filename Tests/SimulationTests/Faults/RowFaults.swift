import Synchronization
import TenureEngine

@testable import TenureStore

/// A worker never sees that the second subscription is due.
struct SkippedRow: PlantedFault {
  func rows(
    _ rows: [SQLRow], of statement: Statement, _ values: [SQLValue], isWriting: Bool
  ) -> [SQLRow] {
    statement == ClaimRow.claim ? rows.filter { $0[1] != .text("s1") } : rows
  }
}

/// The engine takes everybody for warned long ago.
struct UnwarnedDeletion: PlantedFault {
  func rows(
    _ rows: [SQLRow], of statement: Statement, _ values: [SQLValue], isWriting: Bool
  ) -> [SQLRow] {
    guard let place = statement.column("deletion_warned"), statement.column("settled") != nil else {
      return rows
    }
    return rows.map { row in
      var row = row
      if row[place] == .null { row[place] = .integer(0) }
      return row
    }
  }
}

/// Whoever only reads gets a subscription as it was when it was first read.
final class StaleRead: PlantedFault {
  private struct Question: Hashable {
    let statement: Statement
    let values: [SQLValue]
  }

  private let known = Mutex<[Question: [SQLRow]]>([:])

  func rows(
    _ rows: [SQLRow], of statement: Statement, _ values: [SQLValue], isWriting: Bool
  ) -> [SQLRow] {
    guard !isWriting, statement == SubscriptionRow.find.plain else { return rows }
    return known.withLock { known in
      let question = Question(statement: statement, values: values)
      defer { known[question] = known[question] ?? rows }
      return known[question] ?? rows
    }
  }
}

/// Nobody finds the answer that was given to a request before.
struct ForgottenKey: PlantedFault {
  func rows(
    _ rows: [SQLRow], of statement: Statement, _ values: [SQLValue], isWriting: Bool
  ) -> [SQLRow] {
    statement.text.contains("FROM answers") ? [] : rows
  }

  func statement(_ statement: Statement, _ values: [SQLValue]) -> [(Statement, [SQLValue])] {
    statement.text.hasPrefix("INSERT INTO answers") ? [] : [(statement, values)]
  }
}

/// Every fortieth transaction is answered and not kept.
final class LostTransaction: PlantedFault {
  private let count = Mutex(0)

  func losesCommit() -> Bool {
    count.withLock { count in
      count += 1
      return count.isMultiple(of: 40)
    }
  }
}

/// A lease keeps nobody away, and a worker goes by what it saw when it took the lease.
final class IgnoredLease: PlantedFault {
  private struct State {
    var workers: [String: Set<SQLValue>] = [:]
    var seen: [String: SQLRow] = [:]
  }

  private let state = Mutex(State())

  func statement(_ statement: Statement, _ values: [SQLValue]) -> [(Statement, [SQLValue])] {
    guard statement.text.hasPrefix("UPDATE subscriptions") else { return [(statement, values)] }
    return [(Statement(statement.text.replacing(" AND version = ?3 - 1", with: "")), values)]
  }

  func asked(_ statement: Statement) -> Statement {
    guard statement == ClaimRow.claim else { return statement }
    return Statement(statement.text.replacing("c.until > ?3 AND", with: "1 = 0 AND"))
  }

  func rows(
    _ rows: [SQLRow], of statement: Statement, _ values: [SQLValue], isWriting: Bool
  ) -> [SQLRow] {
    guard isWriting else { return rows }
    if statement == ClaimRow.claim {
      state.withLock { state in
        for row in rows { state.workers["\(row[1])", default: []].insert(values[0]) }
      }
    } else if statement == ClaimRow.release {
      return [[.integer(0)]]
    } else if statement.text.hasPrefix(SubscriptionRow.find.plain.text), let row = rows.first {
      return [remembered(row, of: "\(values[1])")]
    }
    return rows
  }

  /// The row as the first of two workers sees it, for both.
  private func remembered(_ row: SQLRow, of id: String) -> SQLRow {
    state.withLock { state in
      guard state.workers[id, default: []].count > 1 else { return row }
      defer {
        if state.seen[id] == nil {
          state.seen[id] = row
        } else {
          state.seen[id] = nil
          state.workers[id] = nil
        }
      }
      return state.seen[id] ?? row
    }
  }
}

extension Statement {
  /// Where a column of a subscription stands among those that a query reads; nil if it reads none.
  func column(_ name: String) -> Int? {
    guard text.hasPrefix("SELECT "), let end = text.firstRange(of: " FROM subscriptions") else {
      return nil
    }
    let list = text[text.index(text.startIndex, offsetBy: 7)..<end.lowerBound]
    return list.replacing(" ", with: "").split(separator: ",").map(String.init).firstIndex(of: name)
  }
}
