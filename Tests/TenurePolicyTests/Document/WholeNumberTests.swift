import TenureDomain
import TenurePolicy
import Testing

/// Numbers of things, which JSON may write with a point: to a JSON Schema `20.0` is an integer.
struct WholeNumberTests {
  private func purchased(_ text: String) throws -> Int? {
    let document = """
      policy: microsoft-365-business@2024-09-10
      given: { subscription: { licenses: { purchased: \(text), assigned: 0 } } }
      steps: [{ at: "2025-03-18T09:00:00Z", act: cancel }]
      """
    let context = ScenarioContext(products: ProductCatalog([]))
    return try Scenario.question(document, file: "number.yaml", context: context)
      .subject.subscription.licenses.purchased
  }

  @Test(arguments: [("20", 20), ("20.0", 20), ("20.000", 20), ("0.0", 0)])
  func `a fraction of zeros is none`(text: String, number: Int) throws {
    #expect(try purchased(text) == number)
  }

  @Test(arguments: ["20.5", "20.", ".0", "20.0.0", "2e1", "+20.0", "-1.0", "20.x"])
  func `anything else is refused`(text: String) {
    #expect(throws: InputErrors.self) { try purchased(text) }
  }
}
