import TenureDomain
import TenurePolicy
import Testing

@Suite struct `The difference between two editions` {
  static let differences: [Difference] = {
    guard let old = ShippedEditions.edition("microsoft-365-business@2021-05-06"),
      let new = ShippedEditions.edition("microsoft-365-business@2022-03-31")
    else { return [] }
    return EditionDiff.differences(from: old, to: new)
  }()

  private let say: Localizer

  init() throws {
    say = Localizer(try #require(Project.library().messages.first { $0.language == "en" }))
  }

  @Test func `is nothing for an edition and itself`() throws {
    let edition = try #require(ShippedEditions.edition("microsoft-365-business@2024-09-10"))
    #expect(EditionDiff.differences(from: edition, to: edition).isEmpty)
  }

  @Test func `is told in few entries`() throws {
    #expect((10...20).contains(Self.differences.count))
    let old = try #require(ShippedEditions.edition("microsoft-365-business@2022-03-31"))
    let new = try #require(ShippedEditions.edition("microsoft-365-business@2024-09-10"))
    #expect((10...45).contains(EditionDiff.differences(from: old, to: new).count))
  }

  @Test(arguments: [
    (
      "Cancel: was possible; is now not possible (“Licenses in your", "licenses bought: at least 26"
    ),
    (
      "Cancel: was not possible (“Exactly 25 licenses are assigned", "licenses assigned: 25"
    ),
    (
      "Cancel: was possible; is now not possible (“With a billing profile",
      "time since start or renewal: at least 7 days"
    ),
    (
      "Cancel: was possible; is now not possible (“Own domains", "own domains in use: more than 0"
    ),
    ("Cancel: was not needed (“With a trial", "kind of subscription: trial"),
    (
      "At the end of a term: It becomes a paid subscription, for as long as a charge cycle. "
        + "Before: It ends.", "kind of subscription: trial"
    ),
  ])
  func `names what changed for whom`(_ start: String, _ whom: String) throws {
    let told = Self.differences.filter { say.sentence($0).hasPrefix(start) }
    let all = Self.differences.map(say.sentence).joined(separator: "\n")
    #expect(told.contains { $0.cases.contains { say.whom($0).contains(whom) } }, "\(all)")
  }

  @Test func `says that 26 licenses are reduced where one had to call`() throws {
    let difference = try #require(
      Self.differences.first { difference in
        difference.before.outcome == .refused && difference.after.outcome == .refused
          && difference.cases.first?.witness?.subject.subscription.licenses.assigned == 26
      })
    #expect(difference.before.ways.map(\.way) == [.contact(.support)])
    #expect(difference.after.ways.contains { $0.way == .act(.reduceLicenses) && $0.to == 25 })
  }

  @Test func `names every condition under which more comes back or ends otherwise`() throws {
    let editions = try OwnPolicy.editions()
    let differences = EditionDiff.differences(from: editions.old, to: editions.new)
    let cancels = differences.filter { $0.scope == .acts([.cancel]) }
      .filter { $0.before.effect == .atTermEnd && $0.after.effect == .now }
    let whom = cancels.flatMap(\.cases).map { Set(say.whom($0)) }
    #expect(whom.count == 3)
    #expect(
      whom.contains {
        $0.contains("time since start or renewal: at least 14 days and less than 30 days")
      })
    #expect(whom.contains { $0.contains("length of the term: one year or three years") })
    let refunds = differences.filter { $0.scope == .table(.refund) }
    #expect(refunds.count == 2)
    #expect(refunds.allSatisfy { !($0.cases.first?.conditions.isEmpty ?? true) })
  }

  @Test(arguments: ["en", "nb", "da", "lv"])
  func `is told in every language, with nothing left to fill in`(_ language: String) throws {
    let messages = try #require(Project.library().messages.first { $0.language == language })
    let say = Localizer(messages)
    for pair in EditionPair.all {
      for difference in pair.differences {
        let text = ([say.sentence(difference)] + difference.cases.flatMap(say.whom)).joined()
        #expect(!text.contains("{") && !text.contains("‹"), "\(text)")
      }
    }
  }
}
