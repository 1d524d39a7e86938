import FoundationEssentials
import TenureDomain
import TenurePolicy

let library = try PolicyLibrary(folder: URL(filePath: "."))
var passed = 0
var failed = 0
for path in CommandLine.arguments.dropFirst() {
  let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  do {
    let scenarios = try Scenario.corpus(
      text, file: path, context: ScenarioContext(products: library.products))
    for scenario in scenarios {
      do {
        let run = try ScenarioRun(scenario, book: library.book)
        let wrong = run.mismatches
        if wrong.isEmpty { passed += 1 } else { failed += 1 }
        for mismatch in wrong {
          let decision = run.results[mismatch.step - 1].decision
          print("\(path):\(mismatch.line) \(scenario.id) step \(mismatch.step) \(mismatch.key): expected \(mismatch.expected), got \(mismatch.actual)  [\(decision?.outcome.rawValue ?? "-") \(decision?.reasons.map(\.rule.id) ?? []) missing \(decision?.missing ?? [])]")
        }
      } catch { print(error); failed += 1 }
    }
  } catch { print(error); failed += 1 }
}
print("\(passed) passed, \(failed) failed")
let ed = library.book.edition(EditionID(family: "microsoft-365-business", date: CalendarDate("2020-04-22")!))!
var sub = Subject(account: Account(kind: .business), actor: Actor(role: .globalAdministrator), subscription: Subscription(product: ProductID("business-premium"), started: .date(CalendarDate("2020-05-05")!), term: Term(start: CalendarDate("2020-05-05")!, end: CalendarDate("2020-06-05")!), interval: .month, licenses: Licenses(purchased: 10, assigned: 10)))
let now = Timestamp("2020-05-10T00:00:00Z")!
let facts = ed.facts(of: sub, act: Act(.cancel), at: now)
let space = FactSpace(rules: ed.acts[.cancel]!.headers.map(\.conditions), known: facts)
for axis in space.axes { print(axis.fact, axis.classes.map(\.values)) }
for leaf in space.leaves() { print(leaf.classes, ActLayout(ed.acts[.cancel]!).outcome(leaf.alive) as Any) }
