import TenureEngine

/// How accounts are found by the beginning of what somebody remembers of them.
extension AccountRow {
  /// The parameters of ``found(from:)``: where what begins so begins and ends, as a name or an
  /// address, then as an id as it was typed.
  static func bounds(_ text: String) -> [SQLValue] {
    [key(of: text), text.lowercased(), text].flatMap { start -> [SQLValue] in
      // Every text that begins so sorts below the last character there is.
      [.text(start), .text(start + "\u{10FFFF}")]
    }
  }

  /// The ids of accounts that a text leads to, each way through an index of its own.
  ///
  /// - Parameter first: the number of the first of six parameters.
  static func found(from first: Int) -> String {
    func range(_ column: String, _ offset: Int) -> String {
      "\(column) >= ?\(first + offset) AND \(column) < ?\(first + offset + 1)"
    }
    return [
      "SELECT n.id FROM accounts n WHERE \(range("n.name_key", 0))",
      "SELECT q.account FROM people q WHERE \(range("q.name_key", 0))",
      "SELECT p.account FROM people p WHERE \(range("p.email", 2))",
      "SELECT i.id FROM accounts i WHERE \(range("i.id", 2))",
      "SELECT j.id FROM accounts j WHERE \(range("j.id", 4))",
      "SELECT s.account FROM subscriptions s WHERE \(range("lower(s.id)", 2))",
    ].joined(separator: " UNION ")
  }
}
