import TenureDomain
import Testing

struct CurrencyTests {
  @Test(arguments: [
    ("JPY", 0), ("KRW", 0), ("CLP", 0), ("UGX", 0), ("ISK", 0), ("XOF", 0), ("VND", 0),
    ("USD", 2), ("EUR", 2), ("NOK", 2), ("HUF", 2), ("MGA", 2), ("MRU", 2), ("XCG", 2),
    ("BHD", 3), ("KWD", 3), ("TND", 3), ("JOD", 3), ("CLF", 4), ("UYW", 4),
  ])
  func `a currency has the decimals that ISO 4217 lists`(code: String, exponent: Int) throws {
    let currency = try Currency.read(code)
    #expect(currency.exponent == exponent)
    #expect(currency.code == code)
    #expect("\(currency)" == code)
  }

  @Test(arguments: [
    "", "usd", "US", "USDX", "ABC", "U$D", "ÄÖ", "XXX", "XAU", "HRK", "DEM", "USD ",
  ])
  func `what is no active currency is refused`(code: String) {
    #expect(Currency(code) == nil)
  }

  @Test func `the list is in order, without repeats, and finds each of its own`() {
    let codes = Currency.all.map(\.code)
    #expect(codes.count == 164)
    #expect(codes == Set(codes).sorted())
    #expect(Currency.all.allSatisfy { Currency($0.code) == $0 })
    #expect(Set(Currency.all.map(\.exponent)) == [0, 2, 3, 4])
  }
}
