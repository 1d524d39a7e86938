/// The conditions of many rules in two flat arrays, so that matching them follows no references.
///
/// It answers what ``RuleHeader/matches(_:)`` answers; only the way there is shorter.
struct Matcher: Sendable {
  private struct Test {
    let fact: Fact
    /// Where the test's ranges stand.
    let ranges: Range<Int>
  }

  private var tests: [Test] = []
  private var ranges: [ClosedRange<Int64>] = []
  /// Where each rule's tests end; they begin where those of the rule before end.
  private var ends: [Int] = []

  init(_ headers: some Sequence<RuleHeader>) {
    for header in headers {
      for condition in header.conditions {
        let start = ranges.count
        ranges += condition.values.ranges
        tests.append(Test(fact: condition.fact, ranges: start..<ranges.count))
      }
      ends.append(tests.count)
    }
  }

  var count: Int { ends.count }

  /// Whether all conditions of the rule at a position hold.
  func matches(_ position: Int, _ facts: borrowing FactSet) -> Holding {
    let start = position == 0 ? 0 : ends[position - 1]
    var answer = Holding.yes
    for index in start..<ends[position] {
      let fact = tests[index].fact
      guard facts.isKnown(fact) else {
        answer = .unknown
        continue
      }
      if !contains(facts.known(fact), tests[index].ranges) { return .no }
    }
    return answer
  }

  private func contains(_ value: Int64, _ places: Range<Int>) -> Bool {
    for place in places where value <= ranges[place].upperBound {
      return value >= ranges[place].lowerBound
    }
    return false
  }
}
