import Synchronization

/// One request on its way through the server, with what becomes known of it.
final class Exchange: Sendable {
  /// How far the request has come.
  enum Phase: Sendable {
    case arriving, answering
  }

  private struct State {
    var phase = Phase.arriving
    var caller: String?
    var template: String?
  }

  let requestID: String
  /// Microseconds of a clock that never goes back.
  let began: Int64
  private let state = Mutex(State())

  init(requestID: String, began: Int64) {
    self.requestID = requestID
    self.began = began
  }

  var phase: Phase {
    get { state.withLock { $0.phase } }
    set { state.withLock { $0.phase = newValue } }
  }

  /// The id of the API key or session that asks; never a name or an address.
  var caller: String? {
    get { state.withLock { $0.caller } }
    set { state.withLock { $0.caller = newValue } }
  }

  /// The path of the operation, with its parameters unfilled.
  var template: String? {
    get { state.withLock { $0.template } }
    set { state.withLock { $0.template = newValue } }
  }
}
