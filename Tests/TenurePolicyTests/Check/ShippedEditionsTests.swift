import FoundationEssentials
import TenureDomain
import TenurePolicy
import Testing

@Suite struct `The shipped editions` {
  @Test func `are proved`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let policies = folder.appending(path: "Policies")
    let products = try ProductCatalog(
      String(contentsOf: policies.appending(path: "products.yaml"), encoding: .utf8),
      file: "Policies/products.yaml")
    for name in try FileManager.default.contentsOfDirectory(atPath: policies.path).sorted()
    where name.contains("@") {
      let text = try String(contentsOf: policies.appending(path: name), encoding: .utf8)
      let clock = ContinuousClock()
      var report: CheckReport?
      let time = clock.measure {
        report = PolicyChecker().report(on: text, file: name, products: products)
      }
      print(name, time, report!.summary)
      for finding in report!.findings {
        print(finding)
        if let c = finding.counterexample { print("   ", c.subject.account, c.subject.actor, c.subject.subscription, c.act as Any, c.now) } else { print("    NO WITNESS") }
      }
    }
  }
}

@Suite struct `Diff` {
  @Test func `shows`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let policies = folder.appending(path: "Policies")
    let products = try ProductCatalog(
      String(contentsOf: policies.appending(path: "products.yaml"), encoding: .utf8),
      file: "Policies/products.yaml")
    func edition(_ name: String) throws -> Edition {
      let text = try String(contentsOf: policies.appending(path: name + ".yaml"), encoding: .utf8)
      return try EditionDocument(text, file: name, products: products).edition
    }
    let catalog = try MessageCatalog("language: en\n", file: "en.yaml")
    for (a, b) in [("2020-04-22", "2021-04-15"), ("2021-04-15", "2021-05-06"), ("2021-05-06", "2022-03-31"), ("2022-03-31", "2024-09-10")] {
      let clock = ContinuousClock()
      var all: [Difference] = []
      let old = try edition("microsoft-365-business@\(a)")
      let new = try edition("microsoft-365-business@\(b)")
      let time = clock.measure { all = EditionDiff.differences(from: old, to: new) }
      print("=====", a, b, time, all.count)
      for d in all { print("-", d.sentence(catalog)) }
      if a == "2021-05-06" { for d in all { print(d.witness?.document(id: "W", title: "x", policy: new.id) ?? "NO WITNESS") } }
    }
  }
}
