import Foundation
import Testing

@testable import TenureAPI

@Suite struct InterfacePageTests {
  private static let page = Project.root.appending(path: "Documentation/reference/http-api.md")

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: Project.root.appending(path: path)), as: UTF8.self)
  }

  @Test func `the reference page is what the document says`() throws {
    let reference = try InterfaceReference(yaml: Self.text("Interface/openapi.yaml"))
    let markdown = InterfacePage.markdown(reference)
    if ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1" {
      try Data(markdown.utf8).write(to: Self.page)
    }
    #expect(
      try Self.text("Documentation/reference/http-api.md") == markdown,
      "TENURE_RECORD=1 swift test --disable-xctest --filter InterfacePageTests writes it anew")
  }

  @Test func `the page at /docs shows every operation, and loads and runs nothing`() async throws {
    try await TestServer.run { server in
      let page = try await server.get("/docs", key: .some(nil)).text
      let reference = try InterfaceReference(yaml: Self.text("Interface/openapi.yaml"))
      for operation in reference.sections.flatMap(\.operations) {
        #expect(page.contains(#"<h3 id="\#(operation.id)">"#), "\(operation.id)")
      }
      for shape in reference.shapes {
        #expect(page.contains(#"<h3 id="shape-\#(shape.name)">"#), "\(shape.name)")
      }
      #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
      for foreign in ["<script", "src=", "http://", "https://", "@import", "url(", "{{", "<img"] {
        #expect(!page.contains(foreign), "\(foreign)")
      }
    }
  }

  @Test func `texts become paragraphs, and what looks like markup is shown`() {
    let html = PageText.paragraphs("a `<b>` **c**\nd\n\ne ` f")
    #expect(html == "<p>a <code>&lt;b&gt;</code> <strong>c</strong> d</p>\n<p>e ` f</p>")
  }
}
