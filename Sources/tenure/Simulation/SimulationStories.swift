import TenureEngine

/// The stories of single subscriptions: those to whom the most different things happened.
struct SimulationStories {
  struct Story: Encodable {
    let subscription: String
    let name: String
    let product: String
    let lines: [SimulationRecord.Line]
  }

  let stories: [Story]

  init(_ record: SimulationRecord, atMost count: Int) {
    let lanes = record.lanes.filter { !$0.lines.isEmpty }.sorted { one, other in
      (-Self.variety(one), one.id) < (-Self.variety(other), other.id)
    }
    stories = lanes.prefix(count).map { lane in
      Story(
        subscription: lane.id, name: lane.name, product: lane.product, lines: Self.told(lane))
    }
  }

  /// How many different things happened.
  private static func variety(_ lane: SimulationRecord.Lane) -> Int {
    Set(lane.lines.map { $0.text.prefix(24) }).count + Set(lane.states.map(\.state)).count * 2
  }

  /// The lines with those of the same kind in a row told as one: months of renewals say little.
  private static func told(_ lane: SimulationRecord.Lane) -> [SimulationRecord.Line] {
    var told: [SimulationRecord.Line] = []
    var run = 0
    for line in lane.lines where line.event != EventType.charged {
      if let last = told.last, isOneOfMany(line), Self.head(line) == Self.head(last) {
        run += 1
        let sofar = "\(Self.head(line)) … the \(run + 1)th time in a row: \(line.text)"
        told[told.count - 1] = SimulationRecord.Line(
          date: line.date, event: line.event, text: sofar)
      } else {
        run = 0
        told.append(line)
      }
    }
    return told
  }

  private static func isOneOfMany(_ line: SimulationRecord.Line) -> Bool {
    line.event == EventType.passed || line.event == EventType.reminded
  }

  private static func head(_ line: SimulationRecord.Line) -> String {
    String(line.text.prefix { $0 != " " })
  }
}
