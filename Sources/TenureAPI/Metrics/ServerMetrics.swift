import HTTPTypes
import Synchronization
public import TenureEngine

/// What the server counts of itself. The number of series is bounded: routes are templates, methods
/// and outcomes are closed sets, and nothing that a client sends becomes a label.
public final class ServerMetrics: Sendable {
  struct Route: Hashable, Sendable {
    let method: String
    let template: String
  }

  struct State: Sendable {
    var inFlight = 0
    var requests: [Route: [Int: Int64]] = [:]
    var latencies: [Route: Histogram] = [:]
    var acts: [String: Int64] = [:]
    /// nil until somebody looked.
    var gauges: WorkGauges?
    var work = Work()
  }

  /// How a worker fares.
  struct Work: Sendable {
    var done: Int64 = 0
    var setAside: Int64 = 0
    var lateSeconds: Int64 = 0
  }

  private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]

  let version: String
  let storeName: String
  private let state = Mutex(State())

  public init(version: String, storeName: String) {
    self.version = version
    self.storeName = storeName
  }

  func begin() {
    state.withLock { $0.inFlight += 1 }
  }

  /// A method's name; `other` for those that no route has.
  static func label(_ method: HTTPRequest.Method) -> String {
    methods.contains(method.rawValue) ? method.rawValue : "other"
  }

  /// - Parameter template: nil if no route matched.
  func end(method: HTTPRequest.Method, template: String?, status: Int, microseconds: Int64) {
    let route = Route(
      method: Self.label(method), template: template ?? "unmatched")
    state.withLock { state in
      state.inFlight -= 1
      state.requests[route, default: [:]][status, default: 0] += 1
      state.latencies[route, default: Histogram()].record(microseconds)
    }
  }

  /// - Parameter outcome: a word of `Outcome`.
  func countAct(_ outcome: String) {
    state.withLock { $0.acts[outcome, default: 0] += 1 }
  }

  /// - Parameters:
  ///   - done: subscriptions and accounts that a round brought up to date.
  ///   - setAside: how many wait for an operator.
  ///   - lateSeconds: for how long the oldest of what is due has been; 0 if nothing is.
  public func countWork(done: Int, setAside: Int, lateSeconds: Int64) {
    state.withLock { state in
      state.work.done += Int64(done)
      state.work.setAside = Int64(setAside)
      state.work.lateSeconds = lateSeconds
    }
  }

  /// How much the product has to do, and what stops it.
  public func gauge(_ gauges: WorkGauges) {
    state.withLock { $0.gauges = gauges }
  }

  var snapshot: State { state.withLock { $0 } }
}
