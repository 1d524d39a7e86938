import TenureEngine
import Testing

@testable import TenureAPI

/// What is read from header fields and queries.
@Suite struct FieldTests {
  @Test(arguments: [
    (nil as String?, "json" as String?), ("*/*", "json"), ("text/calendar", "calendar"),
    ("text/*", "calendar"),
    ("application/json;q=0.1, text/calendar", "calendar"), ("image/png", nil),
    ("application/json;q=0", nil), ("application/json;q=0, */*", "calendar"),
  ])
  func `the form that the client likes best`(field: String?, name: String?) {
    let form = AcceptField(field).choose(from: [.json, .calendar])
    #expect(form.map { $0 == .json ? "json" : "calendar" } == name)
  }

  @Test(arguments: [
    ("nb", "nb" as String?), ("no", "nb"), ("da-DK, en;q=0.5", "da"), ("de, lv;q=0.2", "lv"),
    ("de", nil), ("nn-NO", "nb"), ("*", nil), ("*, lv;q=0.1", "lv"), ("", nil),
    ("en;q=0.3, da;q=0.9", "da"), ("nb;q=0", nil),
  ])
  func `the language that the client reads best`(field: String, language: String?) {
    #expect(LanguageField(field).choose(from: ["en", "nb", "da", "lv"]) == language)
  }

  @Test func `a cursor belongs to its list`() {
    let cursor = PageCursor.text(after: "sub_1", in: "/v1/subscriptions?state=active")
    #expect(PageCursor.place(cursor, in: "/v1/subscriptions?state=active") == "sub_1")
    #expect(PageCursor.place(cursor, in: "/v1/subscriptions?state=expired") == nil)
    #expect(PageCursor.place("x" + cursor, in: "/v1/subscriptions?state=active") == nil)
    #expect(PageCursor.place("", in: "/v1/subscriptions") == nil)
  }

  @Test func `a query names what it does not know, and what stands twice`() throws {
    let query = try QueryFields(
      "name=Nord%20lys&email=a%2Bb@c.example", allowed: ["name", "email"])
    #expect(query["name"] == "Nord lys")
    #expect(query["email"] == "a+b@c.example")
    let problem = #expect(throws: Problem.self) {
      try QueryFields("nmae=x&name=a&name=b&%zz=1", allowed: ["name"])
    }
    #expect(problem?.faults.map(\.field) == ["query.nmae", "query.name", "query"])
  }

  @Test(arguments: [
    (#""v3""#, [3]), (#""v3.2""#, [3]), (#""v1", "v2""#, [1, 2]), (#"W/"v3""#, []), (#""x""#, []),
  ])
  func `entity tags name versions`(field: String, versions: [Int64]) throws {
    let condition = try EntityTag.condition(field, name: "If-Match", weak: false)
    guard case .tags(let tags) = condition else {
      Issue.record("\(field) is a list of tags")
      return
    }
    #expect(tags.map(\.version) == versions)
    #expect(try EntityTag.condition(" * ", name: "If-Match", weak: false) == .any)
    #expect(throws: Problem.self) { try EntityTag.condition("v3", name: "If-Match", weak: false) }
  }

  @Test func `an idempotency key has 1 to 255 visible characters and stands once`() throws {
    #expect(try IdempotencyKey.read([]) == nil)
    #expect(try IdempotencyKey.read(["a!~"]) == "a!~")
    for fields in [[""], ["a b"], ["ä"], [String(repeating: "x", count: 256)], ["a", "b"]] {
      #expect(throws: Problem.self) { try IdempotencyKey.read(fields) }
    }
  }

  @Test func `percent-encoding is undone once`() {
    #expect(PercentCoding.decoded("a%2520b") == "a%20b")
    #expect(PercentCoding.decoded("a+b", plusIsBlank: true) == "a b")
    for bad in ["%", "%4", "%zz", "%ff", "%00"] { #expect(PercentCoding.decoded(bad[...]) == nil) }
    #expect(PercentCoding.encoded("å&b~") == "%C3%A5%26b~")
  }

  @Test func `a sane name of a request is kept`() {
    #expect(RequestName.told("trace-1_2.3") == "trace-1_2.3")
    for bad in ["", "a b", "<script>", String(repeating: "x", count: 65)] {
      #expect(RequestName.told(bad) == nil)
    }
  }

  @Test func `a body is UTF-8 of the media type`() {
    #expect(MediaType.json.isNamed(by: "Application/JSON; charset=UTF-8"))
    #expect(!MediaType.json.isNamed(by: "application/json; charset=latin-1"))
    #expect(!MediaType.json.isNamed(by: "text/json"))
  }
}
