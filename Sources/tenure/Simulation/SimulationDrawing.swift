import TenureDomain
import TenureEngine

/// A simulated world as a drawing (SVG): a lane for each subscription, coloured by its state, on a
/// grid of months. It is readable on light and dark grounds and loads nothing.
struct SimulationDrawing {
  private(set) var text = ""
  private let first = SimulatedWorld.firstDay
  private let last: CalendarDate
  private let lanes: [SimulationRecord.Lane]

  private static let left = 230
  private static let width = 1_180
  private static let top = 64
  private static let pitch = 20
  private static let bar = 13
  /// More lanes than that are no drawing any more.
  static let mostLanes = 400

  private var days: Int { max(1, last - first) }
  private var bottom: Int { Self.top + lanes.count * Self.pitch }

  init(_ record: SimulationRecord, seed: UInt64) {
    last = ZoneRules.utc.localDate(of: record.world.end)
    lanes = Array(record.lanes.prefix(Self.mostLanes))
    let title = "\(record.lanes.count) subscriptions from \(first) to \(last), seed \(seed)"
    begin(title)
    months()
    for (index, lane) in lanes.enumerated() { draw(lane, Self.top + index * Self.pitch) }
    legend()
    line("</svg>")
  }

  private mutating func line(_ line: String) { text += line + "\n" }

  /// Where a day begins; days before and after are at the edges.
  private func x(_ date: CalendarDate) -> Int {
    let day = min(max(date - first, 0), days)
    return Self.left + day * (Self.width - Self.left - 10) / days
  }

  private mutating func begin(_ title: String) {
    let height = bottom + 60
    line(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.width) \(height)\" "
        + "role=\"img\" aria-labelledby=\"title\">")
    line("<title id=\"title\">\(HTMLText.escaped(title))</title>")
    line("<style>\n\(Self.style)</style>")
    line("<rect class=\"ground\" width=\"\(Self.width)\" height=\"\(height)\"/>")
    line("<text class=\"head\" x=\"10\" y=\"22\">\(HTMLText.escaped(title))</text>")
  }

  private mutating func months() {
    var month = first
    var number = 0
    // Names stand where they have room.
    let step = days > 1_500 ? 12 : days > 500 ? 3 : 1
    while month < last {
      let style = month.month == 1 ? "year" : "month"
      line("<path class=\"\(style)\" d=\"M\(x(month)) \(Self.top - 8)V\(bottom)\"/>")
      if number.isMultiple(of: step) {
        let two = month.month < 10 ? "0\(month.month)" : "\(month.month)"
        let name = step == 12 ? "\(month.year)" : "\(month.year)-\(two)"
        line("<text class=\"date\" x=\"\(x(month) + 2)\" y=\"\(Self.top - 14)\">\(name)</text>")
      }
      number += 1
      month = first.adding(months: number)
    }
  }

  private mutating func draw(_ lane: SimulationRecord.Lane, _ y: Int) {
    let label = HTMLText.escaped("\(lane.id) \(lane.name)")
    line("<text class=\"lane\" x=\"10\" y=\"\(y + 11)\">\(label)</text>")
    for (index, stretch) in lane.states.enumerated() {
      let next = index + 1 < lane.states.count ? lane.states[index + 1].from : last
      let (from, to) = (x(stretch.from), x(next))
      guard to > from else { continue }
      line(
        "<rect class=\"\(stretch.state)\" x=\"\(from)\" y=\"\(y)\" width=\"\(to - from)\" "
          + "height=\"\(Self.bar)\"><title>\(label): \(stretch.state) from \(stretch.from)"
          + "</title></rect>")
    }
    for mark in lane.marks {
      line(
        "<path class=\"mark\" d=\"\(Self.path(mark.mark, x(mark.on), y))\">"
          + "<title>\(label): \(mark.mark.rawValue) \(mark.on)</title></path>")
    }
  }

  /// A cross, an arrow up, a ring: told apart by shape, not by colour.
  private static func path(_ mark: SimulationRecord.Mark, _ x: Int, _ y: Int) -> String {
    switch mark {
    case .cancelled: "M\(x - 4) \(y + 2)l8 9m0 -9l-8 9"
    case .reactivated: "M\(x - 5) \(y + 8)l5 -6l5 6m-5 -6v11"
    case .refunded: "M\(x - 4) \(y + 7)a4 4 0 1 0 8 0a4 4 0 1 0 -8 0"
    }
  }

  private mutating func legend() {
    var x = 10
    let y = bottom + 20
    for state in SubscriptionState.words {
      line("<rect class=\"\(state)\" x=\"\(x)\" y=\"\(y)\" width=\"18\" height=\"\(Self.bar)\"/>")
      line("<text class=\"lane\" x=\"\(x + 24)\" y=\"\(y + 11)\">\(state)</text>")
      x += 110
    }
    for mark in SimulationRecord.Mark.allCases {
      line("<path class=\"mark\" d=\"\(Self.path(mark, x + 8, y))\"/>")
      line("<text class=\"lane\" x=\"\(x + 20)\" y=\"\(y + 11)\">\(mark.rawValue)</text>")
      x += 110
    }
  }

  private static let style = """
    .ground { fill: #ffffff } .head { fill: #1b1b1b } .lane, .date { fill: #3a3a3a }
    text { font: 11px system-ui, sans-serif } .head { font-size: 15px; font-weight: 600 }
    .month { stroke: #e4e4e4 } .year { stroke: #9a9a9a }
    .mark { fill: none; stroke: #111111; stroke-width: 1.6 }
    .scheduled { fill: #a9b8d4 } .active { fill: #3f9a5f } .suspended { fill: #8f74c2 }
    .expired { fill: #e0b13a } .disabled { fill: #d9683c } .deleted { fill: #b9b9b9 }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #17191c } .head { fill: #f2f2f2 } .lane, .date { fill: #c8c8c8 }
      .month { stroke: #2c3036 } .year { stroke: #6b7078 } .mark { stroke: #ffffff }
      .scheduled { fill: #5a6f96 } .active { fill: #3c8d58 } .suspended { fill: #8a6fc0 }
      .expired { fill: #b98c1c } .disabled { fill: #c0562c } .deleted { fill: #55595f }
    }

    """
}
