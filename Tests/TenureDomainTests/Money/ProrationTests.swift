import TenureDomain
import Testing

struct ProrationTests {
  /// A purchase, the days used of its cycle, and what comes back.
  struct Vector: Sendable, CustomTestStringConvertible {
    let unit: String
    let quantity: Int
    let start: String
    let cycleDays: Int
    let used: Int
    let refund: String
    var testDescription: String { "\(quantity) x \(unit), \(used) of \(cycleDays) days used" }
  }

  @Test(arguments: [
    // 69.00 x 355 / 365 = 67.1096
    Vector(
      unit: "69.00 EUR", quantity: 1, start: "2025-03-01", cycleDays: 365, used: 10,
      refund: "67.11 EUR"),
    // 69.00 x 354 / 365 = 66.9205
    Vector(
      unit: "69.00 EUR", quantity: 1, start: "2025-03-01", cycleDays: 365, used: 11,
      refund: "66.92 EUR"),
    // 10 x 12.00 x 27 / 30 = 108.00
    Vector(
      unit: "12.00 USD", quantity: 10, start: "2026-04-01", cycleDays: 30, used: 3,
      refund: "108.00 USD"),
    // 120.00 x 266 / 366 = 87.2131
    Vector(
      unit: "120.00 EUR", quantity: 1, start: "2024-01-01", cycleDays: 366, used: 100,
      refund: "87.21 EUR"),
    // 5800 x 242 / 365 = 3845.48
    Vector(
      unit: "5800 JPY", quantity: 1, start: "2025-03-01", cycleDays: 365, used: 123,
      refund: "3845 JPY"),
    // 120.00 x 167 / 365 = 54.9041: 2026-03-01 to 2026-09-15 are 198 days
    Vector(
      unit: "120.00 EUR", quantity: 1, start: "2026-03-01", cycleDays: 365, used: 198,
      refund: "54.90 EUR"),
    // 320000 x 74 / 90 = 263111.11, before the 10 % that is kept
    Vector(
      unit: "320000 KRW", quantity: 1, start: "2015-01-01", cycleDays: 90, used: 16,
      refund: "263111 KRW"),
    // 2399.95 x 335 / 365 = 2202.6938
    Vector(
      unit: "2399.95 USD", quantity: 1, start: "2013-08-18", cycleDays: 365, used: 30,
      refund: "2202.69 USD"),
    // 19.95 x 23 / 31 = 14.8016
    Vector(
      unit: "19.95 USD", quantity: 1, start: "2023-05-15", cycleDays: 31, used: 8,
      refund: "14.80 USD"),
    // 1.005 x 1 / 2 = 0.5025, a half: up to 0.503
    Vector(
      unit: "1.005 KWD", quantity: 1, start: "2026-01-01", cycleDays: 2, used: 1,
      refund: "0.503 KWD"),
  ])
  func `unused days come back, rounded once`(_ vector: Vector) throws {
    let start = try CalendarDate.read(vector.start)
    let cycle = try #require(Term(start: start, end: start.adding(days: vector.cycleDays)))
    let proration = try Proration(
      unitAmount: .read(vector.unit), quantity: vector.quantity, cycle: cycle,
      day: start.adding(days: vector.used))
    #expect(proration.usedDays == vector.used)
    #expect(proration.unusedDays == vector.cycleDays - vector.used)
    #expect(proration.cycleDays == vector.cycleDays)
    #expect(try proration.amount == .read(vector.refund))
  }

  @Test func `the arithmetic can be shown`() throws {
    let euro = try Currency.read("EUR")
    let proration = try Proration(
      unitAmount: .read("69.00 EUR"), quantity: 1, cycle: .read("2025-03-01", "2026-03-01"),
      day: .read("2025-03-11"))
    // 6900 x 355 = 2449500 = 6710 x 365 + 350
    #expect(proration.exact == Fraction(of: 6900, part: 355, over: 365))
    #expect(proration.exact.whole == 6710)
    #expect(proration.remainderNumerator == 350)
    // 489900 / 73 = 6710 + 70 / 73, and 70 / 73 = 350 / 365.
    #expect(proration.remainderNumerator * 73 == 70 * proration.exact.denominator)
    let unit = Money(minorUnits: 6900, currency: euro)
    #expect(
      proration.steps == [
        .total(unitAmount: unit, quantity: 1, total: unit),
        .days(used: 10, unused: 355, cycle: 365),
        .quotient(Fraction(of: 6900, part: 355, over: 365)),
        .rounding(.halfUp, amount: Money(minorUnits: 6711, currency: euro)),
      ])
  }

  @Test func `the day of the act is unused, so the first day brings all of it back`() throws {
    let cycle = try Term.read("2026-02-01", "2026-03-01")
    let price = try Money.read("28.00 USD")
    let first = try Proration(
      unitAmount: price, quantity: 3, cycle: cycle, day: .read("2026-02-01"))
    #expect(try first.amount == .read("84.00 USD"))  // 28 / 28
    #expect(first.steps.count == 3)  // nothing to round
    let last = try Proration(
      unitAmount: price, quantity: 3, cycle: cycle, day: .read("2026-02-28"))
    #expect(try last.amount == .read("3.00 USD"))  // 1 / 28
  }

  @Test func `a day outside the cycle and a negative quantity are refused`() throws {
    let cycle = try Term.read("2026-02-01", "2026-03-01")
    let price = try Money.read("28.00 USD")
    for text in ["2026-01-31", "2026-03-01"] {
      let day = try CalendarDate.read(text)
      #expect(throws: MoneyError.outsideCycle(day, cycle)) {
        try Proration(unitAmount: price, quantity: 1, cycle: cycle, day: day)
      }
    }
    #expect(throws: MoneyError.negativeQuantity(-1)) {
      try Proration(unitAmount: price, quantity: -1, cycle: cycle, day: cycle.start)
    }
  }

  @Test func `the largest total is prorated without overflow and a larger one is refused`() throws {
    let cycle = try Term.read("2026-01-01", "2029-01-01")
    let price = Money(minorUnits: .max, currency: try .read("JPY"))
    let all = try Proration(unitAmount: price, quantity: 1, cycle: cycle, day: cycle.start)
    #expect(all.amount == price)
    #expect(throws: MoneyError.overflow) {
      try Proration(unitAmount: price, quantity: 2, cycle: cycle, day: cycle.start)
    }
  }

  @Test func `the amount never exceeds the total and never grows with the day`() throws {
    let currency = try Currency.read("EUR")
    let cycles = [
      try Term.read("2026-02-01", "2026-03-01"), try Term.read("2024-02-29", "2025-02-28"),
      try Term.read("2023-08-31", "2026-08-31"),
    ]
    for cycle in cycles {
      for cents: Int64 in [0, 1, 2, 99, 1999, 12_345, 1_000_000_007] {
        let price = Money(minorUnits: cents, currency: currency)
        var previous = Int64.max
        for offset in 0..<cycle.days {
          let day = cycle.start.adding(days: offset)
          let proration = try Proration(unitAmount: price, quantity: 7, cycle: cycle, day: day)
          let amount = proration.amount.minorUnits
          let isBounded = amount >= 0 && amount <= proration.total.minorUnits && amount <= previous
          #expect(isBounded, "\(cents) on \(day) of \(cycle)")
          previous = amount
        }
      }
    }
  }
}
