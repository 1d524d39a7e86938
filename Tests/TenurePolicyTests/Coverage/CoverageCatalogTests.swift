import TenurePolicy
import Testing

/// The catalogue is read strictly: each fault is named with its place.
@Suite struct CoverageCatalogTests {
  private func problems(_ rules: String) -> [String] {
    let text = "- section: 1\n  title: One\n  rules:\n" + rules
    do {
      _ = try CoverageCatalog(text, file: "coverage.yaml")
      return []
    } catch {
      return error.errors.map { "\($0.line): \($0.problem)" }
    }
  }

  @Test(arguments: [
    ("    - { id: A-1, says: a }\n", []),
    ("    - { id: A-1, says: a, mechanism: TermGrid — so }\n", []),
    ("    - { id: A-1, says: a, doesNotApply: retired-programme — gone }\n", []),
    ("    - { id: A-1, says: a }\n    - { id: A-2, says: b, through: [A-1] }\n", []),
    ("    - { id: A-1, says: a, except: \"later part: b\" }\n", []),
    ("    - { id: A-1, says: a, except: [\"later part: b\", \"outside the system: c\"] }\n", []),
    (
      "    - { id: A-1, says: a, except: \"overruled by A-2: c\" }\n    - { id: A-2, says: b }\n",
      []
    ),
    (
      "    - { id: A-1, says: a, except: \"overruled by A-2: c\" }\n",
      ["4: `A-2` cannot overrule a part of it"]
    ),
    (
      "    - { id: A-1, says: a, except: too hard }\n",
      ["4: it does not say of which kind it is"]
    ),
    (
      "    - { id: A-1, says: a, except: \"too hard: b\" }\n",
      ["4: it does not say of which kind it is"]
    ),
    (
      "    - { id: A-1, says: a, except: \"later part: \" }\n",
      ["4: it does not say of which kind it is"]
    ),
    ("    - { id: A-1 }\n", ["4: `says` is missing"]),
    ("    - { id: A-1, says: a, why: b }\n", ["4: `why` is not a key here"]),
    (
      "    - { id: A-1, says: a, mechanism: X — y, notYet: z }\n",
      ["4: `mechanism` and `notYet` are two answers"]
    ),
    ("    - { id: A-1, says: a, mechanism: TermGrid }\n", ["4: the reason is missing"]),
    (
      "    - { id: A-1, says: a, doesNotApply: too-hard — it is }\n",
      ["4: `too-hard` is not a category"]
    ),
    (
      "    - { id: A-1, says: a }\n    - { id: A-1, says: b }\n",
      ["5: `A-1` is also on line 4"]
    ),
    ("    - { id: A-1, says: a, through: [A-2] }\n", ["4: `A-2` cannot carry it out"]),
    ("    - { id: A-1, says: a, through: [A-1] }\n", ["4: `A-1` cannot carry it out"]),
  ])
  func faultsAreNamed(rules: String, expected: [String]) {
    #expect(problems(rules) == expected)
  }

  @Test func sectionsStandInOrder() {
    let text = """
      - { section: 2, title: Two, rules: [{ id: B-1, says: b }] }
      - { section: 1, title: One, rules: [{ id: A-1, says: a }] }
      """
    #expect(throws: InputErrors.self) { try CoverageCatalog(text, file: "coverage.yaml") }
  }
}
