import FoundationEssentials
import Glibc
import TenureDomain
import TenurePolicy

let library = try PolicyLibrary(folder: URL(filePath: "."))
if CommandLine.arguments.contains("bench") {
  for m in try DecisionBenchmark(library: library).run() {
    print(m.name, m.value, m.unit, m.reference, m.ratio)
  }
  exit(0)
}
if CommandLine.arguments.contains("loop") {
  try DecisionBenchmark(library: library).loop(300000)
  exit(0)
}
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
          print(
            "\(path):\(mismatch.line) \(scenario.id) step \(mismatch.step) \(mismatch.key): expected \(mismatch.expected), got \(mismatch.actual)  [\(decision?.outcome.rawValue ?? "-") \(decision?.reasons.map(\.rule.id) ?? []) missing \(decision?.missing ?? [])]"
          )
        }
      } catch {
        print(error)
        failed += 1
      }
    }
  } catch {
    print(error)
    failed += 1
  }
}
print("\(passed) passed, \(failed) failed")
