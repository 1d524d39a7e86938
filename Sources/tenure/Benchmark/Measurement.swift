/// One line of a benchmark: a value beside the raw limit measured in the same run.
struct Measurement: Encodable {
  let name: String
  let value: Double
  let unit: String
  let reference: Double
  let ratio: Double

  init(_ name: String, _ value: Double, _ unit: String, reference: Double) {
    self.name = name
    self.value = value
    self.unit = unit
    self.reference = reference
    ratio = reference == 0 ? 0 : value / reference
  }
}

/// Measures work beside a reference, in turns, so that both meet the same machine.
struct Comparison {
  let rounds = 5
  let repetitions: Int

  /// The median nanoseconds of one repetition of each.
  func run(_ subject: () -> Void, against reference: () -> Void) -> (Double, Double) {
    var subjects: [Double] = []
    var references: [Double] = []
    for _ in 0..<rounds {
      references.append(time(reference))
      subjects.append(time(subject))
    }
    return (median(subjects), median(references))
  }

  private func time(_ work: () -> Void) -> Double {
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      for _ in 0..<repetitions { work() }
    }
    let (seconds, attoseconds) = elapsed.components
    return (Double(seconds) * 1e9 + Double(attoseconds) / 1e9) / Double(repetitions)
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
