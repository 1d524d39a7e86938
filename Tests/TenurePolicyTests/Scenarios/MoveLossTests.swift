import TenureDomain
import TenurePolicy
import Testing

/// MOV-02: what users lose who get a product of a lower rank.
struct MoveLossTests {
  private func losses(movingTo product: String) throws -> [Loss] {
    let scenario = try #require(
      Project.corpus().first { $0.id == "FEWER-SERVICES-AFTER-THE-MOVE" })
    let run = try ScenarioRun(scenario, book: Project.library().book)
    let decision = try #require(run.results.first?.decision)
    let act = Act(.moveUsers, product: ProductID(product), users: 4)
    let made = decide(act, on: scenario.subject, at: decision.at, under: decision.edition)
    #expect(made.outcome == .permitted)
    return try #require(made.plan).losses
  }

  @Test func `services go that the product of a lower rank lacks`() throws {
    let (premium, basic) = (ProductID("business-premium"), ProductID("business-basic"))
    #expect(
      try losses(movingTo: "business-basic") == [.services(of: premium, missingIn: basic)])
  }

  @Test func `between what has the same services nothing is lost`() throws {
    let scenario = try #require(
      Project.corpus().first { $0.id == "FEWER-SERVICES-AFTER-THE-MOVE" })
    let edition = try #require(
      Project.library().book.documents.map(\.edition).first { $0.id.family.hasSuffix("business") })
    var subject = scenario.subject
    subject.subscription.product = ProductID("business-basic")
    let at = try #require(Timestamp("2025-03-10T09:00:00Z"))
    let act = Act(.moveUsers, product: ProductID("business-premium"), users: 4)
    let made = decide(act, on: subject, at: at, under: edition)
    #expect(made.plan?.losses == [])
  }
}
