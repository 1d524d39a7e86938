import TenureDomain
import Testing

struct MoneyTests {
  @Test(arguments: [
    ("12.50", "USD", 1250), ("12.5", "USD", 1250), ("12", "USD", 1200), ("0", "USD", 0),
    ("0.05", "USD", 5), ("-0.05", "USD", -5), ("-12.50", "USD", -1250), ("007", "USD", 700),
    ("5800", "JPY", 5800), ("1.234", "KWD", 1234), ("1.2", "KWD", 1200), ("0.0001", "CLF", 1),
    ("92233720368547758.07", "USD", Int64.max), ("-92233720368547758.08", "USD", Int64.min),
    ("-9223372036854775808", "JPY", Int64.min),
  ])
  func `text is read exactly`(text: String, code: String, minorUnits: Int64) throws {
    #expect(try Money(text, .read(code)).minorUnits == minorUnits)
  }

  @Test(arguments: [
    (1250, "USD", "12.50"), (0, "USD", "0.00"), (5, "USD", "0.05"), (-5, "USD", "-0.05"),
    (100, "USD", "1.00"), (5800, "JPY", "5800"), (-1, "JPY", "-1"), (1234, "KWD", "1.234"),
    (7, "KWD", "0.007"), (1, "CLF", "0.0001"), (Int64.min, "USD", "-92233720368547758.08"),
  ])
  func `an amount prints all its decimals`(minorUnits: Int64, code: String, text: String) throws {
    let money = Money(minorUnits: minorUnits, currency: try .read(code))
    #expect(money.amountText == text)
    #expect("\(money)" == "\(text) \(code)")
  }

  @Test func `every amount is read as it was printed, in every currency`() throws {
    let amounts: [Int64] = [
      0, 1, -1, 9, 10, -10, 99, 100, 101, 999, 1000, -12345, 10_000, 123_456_789, .max, .min,
    ]
    for currency in Currency.all {
      for amount in amounts {
        let money = Money(minorUnits: amount, currency: currency)
        #expect(try Money(money.amountText, currency) == money)
      }
    }
  }

  @Test(arguments: [
    "", "-", ".", "-.5", ".5", "5.", "1,50", "1 000", "+1", "--1", "1-", "1.2.3", "1e3", "0x10",
    "١٢", "12.5a", " 1", "1 ", "NaN", "1.",
  ])
  func `text that is no plain decimal number is malformed`(text: String) throws {
    let currency = try Currency.read("USD")
    #expect(throws: MoneyError.malformed(text)) { try Money(text, currency) }
  }

  @Test(arguments: [
    ("12.505", "USD", 2), ("12.500", "USD", 2), ("1.0", "JPY", 0), ("1.0000", "BHD", 3),
  ])
  func `more decimals than the currency has are refused`(
    text: String, code: String, allowed: Int
  ) throws {
    let currency = try Currency.read(code)
    #expect(throws: MoneyError.tooManyDecimals(allowed: allowed)) { try Money(text, currency) }
  }

  @Test(arguments: [
    ("92233720368547758.08", "USD"), ("-92233720368547758.09", "USD"),
    ("9223372036854775808", "JPY"),
    ("99999999999999999999999999999999999999", "EUR"),
  ])
  func `an amount beyond 64 bits is an overflow`(text: String, code: String) throws {
    let currency = try Currency.read(code)
    #expect(throws: MoneyError.overflow) { try Money(text, currency) }
  }

  @Test func `amounts of one currency add, subtract and multiply`() throws {
    let (ten, three) = (try Money.read("10.00 EUR"), try Money.read("3.35 EUR"))
    #expect(try ten.adding(three) == .read("13.35 EUR"))
    #expect(try three.subtracting(ten) == .read("-6.65 EUR"))
    #expect(try three.multiplied(by: 25) == .read("83.75 EUR"))  // 3.35 x 25
    #expect(try three.subtracting(three).isZero)
    #expect(!three.isZero)
  }

  @Test func `amounts of two currencies do not mix`() throws {
    let (euro, krone) = (try Money.read("1.00 EUR"), try Money.read("1.00 NOK"))
    let mismatch = MoneyError.currencyMismatch(euro.currency, krone.currency)
    #expect(throws: mismatch) { try euro.adding(krone) }
    #expect(throws: mismatch) { try euro.subtracting(krone) }
    #expect("\(mismatch)" == "amounts in `EUR` and `NOK` do not mix")
  }

  @Test func `sums and products beyond 64 bits are overflows`() throws {
    let yen = try Currency.read("JPY")
    let (most, least) = (
      Money(minorUnits: .max, currency: yen), Money(minorUnits: .min, currency: yen)
    )
    let one = Money(minorUnits: 1, currency: yen)
    #expect(throws: MoneyError.overflow) { try most.adding(one) }
    #expect(throws: MoneyError.overflow) { try least.subtracting(one) }
    #expect(throws: MoneyError.overflow) { try most.multiplied(by: 2) }
    #expect(throws: MoneyError.overflow) { try least.multiplied(by: -1) }
  }

  @Test func `errors say what was wrong with the input in backticks`() {
    #expect("\(MoneyError.malformed("1,50"))" == "malformed amount `1,50`")
    #expect("\(MoneyError.tooManyDecimals(allowed: 2))" == "amount with more than `2` decimals")
    #expect("\(MoneyError.overflow)" == "amount out of range")
    #expect("\(MoneyError.negativeWeight(-3))" == "negative weight `-3`")
  }
}
