import TenureDomain
import TenurePolicy
import Testing
import Foundation
@Suite struct ZProbe {
  @Test func probe() throws {
        var pairs: [(Edition, Edition)] = []
    let ids = ["2020-04-22", "2021-04-15", "2021-05-06", "2022-03-31", "2024-09-10"]
    for (a, b) in zip(ids, ids.dropFirst()) {
      pairs.append((ShippedEditions.edition("microsoft-365-business@\(a)")!, ShippedEditions.edition("microsoft-365-business@\(b)")!))
    }
    let own = try PolicyLibrary(folder: Project.root.appending(path: "Examples/own-policy")).book.editions(of: "tidewatch")
    pairs.append((own[0], own[1]))
    var out = ""
    for (a, b) in pairs {
      let t = ContinuousClock.now
      let d = EditionDiff.differences(from: a, to: b)
      out += "\(a.id) \(b.id): \(d.count) in \(ContinuousClock.now - t)\n"
      for x in d { 
        let say = Localizer(Condition.en)
        out += "  \(say.sentence(x))\n"
        for c in x.cases { out += "      \(c.acts): \(say.whom(c).joined(separator: "; "))\n" } }
    }
    try out.write(toFile: "/tmp/g1probe.txt", atomically: true, encoding: .utf8)
  }
}
extension Condition {
  var phraseX: String { let say = Localizer(Self.en); return say.lines([self]).first ?? "" }
  static let en: MessageCatalog = (try! Project.library()).messages.first { $0.language == "en" }!
}
