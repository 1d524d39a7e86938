import TenureDomain
import TenureEngine

/// The server's counts in the text format that Prometheus reads (version 0.0.4).
struct PrometheusText {
  private(set) var text = ""

  init(_ metrics: ServerMetrics) {
    let state = metrics.snapshot
    begin("tenure_build_info", "gauge", "The version that runs and the store it runs on.")
    line(
      "tenure_build_info", [("store", metrics.storeName), ("version", metrics.version)], 1)
    begin("tenure_http_requests_in_flight", "gauge", "Requests that are being answered.")
    line("tenure_http_requests_in_flight", [], Int64(state.inFlight))
    requests(state)
    latencies(state)
    work(state)
    if let gauges = state.gauges { safeguards(gauges) }
    begin("tenure_acts_total", "counter", "Acts that were asked for, by what was decided.")
    for outcome in Outcome.words {
      line("tenure_acts_total", [("outcome", outcome)], state.acts[outcome] ?? 0)
    }
  }

  private mutating func work(_ state: ServerMetrics.State) {
    begin("tenure_work_done_total", "counter", "Subscriptions and accounts brought up to date.")
    line("tenure_work_done_total", [], state.work.done)
    begin("tenure_work_set_aside", "gauge", "What cannot be carried out and waits for somebody.")
    line("tenure_work_set_aside", [], state.work.setAside)
    begin("tenure_work_late_seconds", "gauge", "For how long the oldest due date has been due.")
    line("tenure_work_late_seconds", [], state.work.lateSeconds)
  }

  private mutating func safeguards(_ gauges: WorkGauges) {
    begin("tenure_tasks", "gauge", "Tasks of the product that are not at their end.")
    for kind in TaskKind.allCases {
      for state in [TaskState.waiting, .claimed] {
        let count = gauges.tasks.first { $0.kind == kind && $0.state == state }?.count ?? 0
        let labels = [("kind", kind.rawValue), ("state", state.rawValue)]
        line("tenure_tasks", labels, Int64(count))
      }
    }
    begin("tenure_tasks_escalated", "gauge", "Open tasks whose promised date is at risk.")
    for kind in TaskKind.allCases {
      let count = gauges.tasks.reduce(0) { $0 + ($1.kind == kind ? $1.escalated : 0) }
      line("tenure_tasks_escalated", [("kind", kind.rawValue)], Int64(count))
    }
    begin("tenure_brake_on", "gauge", "1 while work that cannot be taken back is stopped.")
    for brake in Brake.words {
      line("tenure_brake_on", [("brake", brake)], gauges.brakes.contains(brake) ? 1 : 0)
    }
    begin("tenure_holds_in_force", "gauge", "Accounts' holds that are in force.")
    line("tenure_holds_in_force", [], Int64(gauges.holds))
  }

  private mutating func requests(_ state: ServerMetrics.State) {
    begin("tenure_http_requests_total", "counter", "Requests answered, by route and status.")
    for (route, counts) in Self.sorted(state.requests) {
      for (status, count) in counts.sorted(by: { $0.key < $1.key }) {
        let labels = Self.labels(route) + [("status", "\(status)")]
        line("tenure_http_requests_total", labels, count)
      }
    }
  }

  private mutating func latencies(_ state: ServerMetrics.State) {
    let name = "tenure_http_request_duration_microseconds"
    begin(name, "histogram", "How long answers took, in microseconds.")
    for (route, histogram) in Self.sorted(state.latencies) {
      let labels = Self.labels(route)
      var below: Int64 = 0
      for (bound, count) in zip(Histogram.bounds, histogram.counts) {
        below += count
        line(name + "_bucket", labels + [("le", "\(bound)")], below)
      }
      line(name + "_bucket", labels + [("le", "+Inf")], histogram.total)
      line(name + "_sum", labels, histogram.sum)
      line(name + "_count", labels, histogram.total)
    }
  }

  private static func labels(_ route: ServerMetrics.Route) -> [(String, String)] {
    [("method", route.method), ("route", route.template)]
  }

  private static func sorted<Value>(
    _ values: [ServerMetrics.Route: Value]
  ) -> [(key: ServerMetrics.Route, value: Value)] {
    values.sorted { ($0.key.template, $0.key.method) < ($1.key.template, $1.key.method) }
  }

  private mutating func begin(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  private mutating func line(_ name: String, _ labels: [(String, String)], _ value: Int64) {
    let list = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
    text += list.isEmpty ? "\(name) \(value)\n" : "\(name){\(list)} \(value)\n"
  }

  private static func escaped(_ value: String) -> String {
    var text = ""
    for character in value {
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
    return text
  }
}
