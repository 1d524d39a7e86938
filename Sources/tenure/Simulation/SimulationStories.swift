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

  /// The lines without charges, and with renewals in a row told as one: months of them say little.
  private static func told(_ lane: SimulationRecord.Lane) -> [SimulationRecord.Line] {
    var told: [SimulationRecord.Line] = []
    var run = 0
    for line in lane.lines where line.event != EventType.charged {
      guard line.isRenewal, told.last?.isRenewal == true else {
        run = 1
        told.append(line)
        continue
      }
      run += 1
      var last = line
      last.text = "Renewed \(run) times by now. " + line.text
      told[told.count - 1] = last
    }
    return told
  }
}
