import HTTPTypes
import Testing

@testable import TenurePortal

@Suite struct RouteTableTests {
  private static func route(_ template: String) -> Route {
    .get(template) { _ in .redirect(.home) }
  }

  private let table = RouteTable([
    route("/accounts/{account}"), route("/accounts/new"), route("/accounts/{account}/people"),
  ])

  @Test func `a fixed word goes before a parameter`() {
    #expect(table.find(.get, "/accounts/new")?.template == "/accounts/new")
    #expect(table.find(.get, "/accounts/old")?.parameters == ["account": "old"])
  }

  @Test func `an address of another length is another page`() {
    #expect(table.find(.get, "/accounts/a/people")?.template == "/accounts/{account}/people")
    #expect(table.find(.get, "/accounts/a/people/b") == nil)
  }

  @Test func `a page that is not for a method is known all the same`() throws {
    #expect(table.find(.post, "/accounts/new") == nil)
    let found = try #require(table.methods(of: "/accounts/new"))
    #expect(found.template == "/accounts/new")
    #expect(found.methods == ["GET", "HEAD"])
    #expect(table.methods(of: "/accounts/a/people/b") == nil)
  }
}
