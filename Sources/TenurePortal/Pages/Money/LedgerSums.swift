import TenureDomain
import TenureEngine

/// What the whole ledger of an account comes to for the customer, each currency apart and exact.
struct LedgerSums {
  let totals: [LedgerTotal]

  init(_ totals: [LedgerTotal]) {
    self.totals = totals
  }

  /// In the order of their codes.
  var currencies: [Currency] {
    Set(totals.map(\.amount.currency)).sorted { $0.code < $1.code }
  }

  /// What there is to say in a currency; what is nothing is left out, but for the charges.
  func lines(in currency: Currency) -> [(word: String, amount: Money)] {
    let mine = totals.filter { $0.amount.currency == currency }
    func sum(_ holds: (LedgerTotal) -> Bool) -> Int64 {
      mine.filter(holds).reduce(0) { $0 + $1.amount.minorUnits }
    }
    func moved(to account: LedgerAccount) -> Int64 {
      sum { $0.destination == account } - sum { $0.source == account }
    }
    let charged =
      sum { $0.kind == .charge }
      - sum { $0.kind == .reversal && $0.source == .revenue && $0.destination == .receivable }
    let lines = [
      ("charged", charged), ("paid", -moved(to: .cash)), ("open", -moved(to: .receivable)),
      ("invoice", moved(to: .credit)), ("method", moved(to: .payable)),
    ]
    return lines.filter { $0.1 != 0 || $0.0 == "charged" }
      .map { ($0.0, Money(minorUnits: $0.1, currency: currency)) }
  }
}
