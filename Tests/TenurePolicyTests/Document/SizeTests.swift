import TenureDomain
import TenurePolicy
import Testing

/// Sizes are read exactly, in the units people write them in.
struct SizeTests {
  private func used(_ text: String) throws -> Int64? {
    let document = """
      policy: microsoft-365-consumer@2023-01-01
      given: { account: { kind: consumer, storage: { used: \(text) } } }
      steps: [{ at: "2025-03-18T09:00:00Z", act: cancel }]
      """
    let context = ScenarioContext(products: ProductCatalog([]))
    return try Scenario.question(document, file: "size.yaml", context: context)
      .subject.account.storage?.used
  }

  @Test(
    arguments: [
      ("40GB", 40_000_000_000), ("4.5GB", 4_500_000_000), ("5.000000001GB", 5_000_000_001),
      ("1TB", 1_000_000_000_000), ("500MB", 500_000_000), ("12KB", 12_000), ("7B", 7), ("7", 7),
      ("7.0", 7), ("7.00B", 7),
    ] as [(String, Int64)])
  func `a size is a whole number of bytes`(text: String, bytes: Int64) throws {
    #expect(try used(text) == bytes)
  }

  @Test(arguments: ["-1GB", "1.5B", "1.GB", ".5GB", "GB", "5 GB", "5GiB", "1e3", "0.1234567891GB"])
  func `anything else is refused`(text: String) {
    #expect(throws: InputErrors.self) { try used("\"\(text)\"") }
  }
}
