import TenureEngine
import Testing

@Suite struct StandalonePolicyTests {
  @Test func `its own style is known by its hash, and nothing else is let through`() {
    let field = StandalonePolicy.field(for: Array("<head><style>a</style></head>".utf8))
    // printf a | openssl dgst -sha256 -binary | base64
    let hash = "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="
    #expect(
      field == "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'")
  }

  @Test(arguments: ["", "<p>plain</p>", "<style>a"])
  func `a document without a style may have none`(html: String) {
    #expect(StandalonePolicy.field(for: Array(html.utf8)).contains("style-src 'none';"))
  }
}
