import TenurePolicy
import Testing

@testable import TenureEngine

/// CSV as spreadsheets write it, and what becomes of its records.
@Suite struct `A CSV file` {
  private func records(_ text: String) throws -> [CSVRecords.Record] {
    var pieces = Array(text.utf8).map { [$0] }
    pieces.reverse()
    var records = CSVRecords(ByteLines { pieces.popLast() ?? [] }, name: "a.csv")
    var all: [CSVRecords.Record] = []
    while let record = try records.next() { all.append(record) }
    return all
  }

  @Test func `has fields in quotes with commas, quotes and line ends`() throws {
    let all = try records("a,b\r\n\"Fjord, \"\"AS\"\"\",\"two\nlines\"\r\nx,\n")
    #expect(all.map(\.fields) == [["a", "b"], ["Fjord, \"AS\"", "two\nlines"], ["x", ""]])
    #expect(all.map(\.line) == [1, 2, 4])
  }

  @Test func `may begin with a byte order mark and have empty lines`() throws {
    let all = try records("\u{FEFF}id,name\n\n1,Ø\n")
    #expect(all.map(\.fields) == [["id", "name"], ["1", "Ø"]])
    #expect(all.map(\.line) == [1, 3])
  }

  @Test(arguments: [
    ("a\n\"b", "a quoted field has no end", 2),
    ("a\n\"b\"c\n", "text follows a field in quotes", 2),
    ("a\nb\"c\"\n", "a quote stands inside a field", 2),
  ])
  func `is refused where its quotes are wrong`(_ text: String, _ problem: String, _ line: Int) {
    let errors = #expect(throws: InputErrors.self) { try records(text) }
    #expect(errors?.errors.map(\.problem) == [problem])
    #expect(errors?.errors.map(\.line) == [line])
  }

  private func rows(_ kind: TransferRow.Kind, _ text: String) throws -> [String] {
    let all = try records(text)
    let columns = try CSVColumns(of: kind, header: all[0], file: "a.csv")
    return try all.dropFirst().map { try columns.row($0, file: "a.csv") }
  }

  @Test func `tells parts by columns with dots, and nothing by empty cells`() throws {
    let rows = try rows(
      .subscription,
      """
      account,id,term.start,term.end,licenses.purchased,recurringBilling,paymentMethod,sharedWith
      fjord,s1,2025-03-10,2025-04-10,10,true,,ida; jonas
      """)
    #expect(
      rows == [
        #"{"account":"fjord","id":"s1","licenses":{"purchased":10},"recurringBilling":true,"#
          + #""sharedWith":[{"person":"ida"},{"person":"jonas"}],"#
          + #""term":{"end":"2025-04-10","start":"2025-03-10"},"type":"subscription"}"#
      ])
  }

  /// `ten` is no number, so it stays text, which the row's reader refuses by name.
  @Test func `keeps text where a number belongs, so that it is refused as such`() throws {
    let rows = try rows(.subscription, "id,licenses.purchased\ns1,ten\n")
    #expect(rows == [#"{"id":"s1","licenses":{"purchased":"ten"},"type":"subscription"}"#])
  }

  @Test func `is refused with columns that do not exist or stand twice`() {
    let errors = #expect(throws: InputErrors.self) {
      try rows(.account, "id,nmae,id\nfjord,Fjord,fjord\n")
    }
    #expect(
      errors?.errors.map(\.problem) == [
        "`nmae` is not a column of account rows", "it stands twice",
      ])
  }

  @Test func `is refused where a record has another number of fields`() {
    let errors = #expect(throws: InputErrors.self) { try rows(.domain, "account,domain\nfjord\n") }
    #expect(errors?.errors.map(\.line) == [2])
    #expect(errors?.errors.first?.problem == "the record has 1 fields, the header 2")
  }

  @Test func `is split into lines however its pieces fall`() throws {
    var pieces = ["ab", "c\n\nd", "\n", "e"].reversed().map { Array($0.utf8) }
    var lines = ByteLines { pieces.popLast() ?? [] }
    var all: [String] = []
    while let line = try lines.next() { all.append(String(decoding: line, as: UTF8.self)) }
    #expect(all == ["abc", "", "d", "e"])
    #expect(lines.line == 4)
  }
}
