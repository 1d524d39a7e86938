import Testing

@testable import TenurePortal

@Suite struct CSVTextTests {
  @Test func `rows end with CR and LF, and what would break a row is quoted`() {
    var csv = CSVText(["day", "a,b"])
    csv.add(["2026-03-01", "say \"no\""])
    csv.add(["", "two\r\nlines"])
    #expect(
      csv.text == "day,\"a,b\"\r\n2026-03-01,\"say \"\"no\"\"\"\r\n,\"two\r\nlines\"\r\n")
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@sum", "\tx"])
  func `no field is a formula`(field: String) {
    #expect(CSVText([field]).text == "'\(field)\r\n")
  }
}
