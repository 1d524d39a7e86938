/// One thing that happens in a history. A history stays one when parts of it are left out: what is
/// about a subscription that was left out comes to nothing.
enum Command: Sendable, Hashable, CustomStringConvertible {
  /// A subscription is told to the server.
  case subscribe(NewSubscription)
  /// Somebody asks for an act.
  case act(Int, Wish)
  /// The last request is sent again, with its idempotency key.
  case again
  /// The product tells how many licenses are in use, or how the payment method stands.
  case tell(Int, assigned: Int?, method: String?, crash: Int?)
  /// It is reported what came of a bill: it was paid, it failed, the bank took it back.
  case report(Int, bill: Int, outcome: String, crash: Int?)
  /// Time passes, and the worker is away.
  case wait(seconds: Int)
  /// The wall clock is put back.
  case putBack(seconds: Int)
  /// Workers run until nothing is due, or for so many rounds.
  case work(workers: Int, limit: Int, rounds: Int?, crash: Int?)
  /// The process dies and starts again.
  case restart

  struct NewSubscription: Sendable, Hashable {
    /// By which the other commands know it.
    var number: Int
    var party: Int
    var isTrial: Bool
    var isScheduled: Bool
    var months: Int
    var every: Int
    var product: Int
    var price: Int
    var purchased: Int
    var assigned: Int
    var renews: Bool
    var ageDays: Int
    var secondOfDay: Int
  }

  struct Wish: Sendable, Hashable {
    var name: String
    /// Licenses more or fewer than there are, or the number of the product.
    var number: Int
    var isAllowed: Bool
    /// Whether it is shown as a quote first.
    var isQuoted: Bool
    /// After how many steps of its transaction the process dies; nil if it does not.
    var crash: Int?
  }

  var description: String {
    switch self {
    case .subscribe(let new): "subscribe \(new)"
    case .act(let place, let wish): "act \(place) \(wish)"
    case .again: "again"
    case .tell(let place, let assigned, let method, let crash):
      "tell \(place) assigned \(assigned as Any) method \(method as Any) crash \(crash as Any)"
    case .report(let place, let bill, let outcome, let crash):
      "report \(place) bill \(bill) \(outcome) crash \(crash as Any)"
    case .wait(let seconds): "wait \(seconds / 86_400) d \(seconds % 86_400) s"
    case .putBack(let seconds): "put back \(seconds) s"
    case .work(let workers, let limit, let rounds, let crash):
      "work \(workers) workers by \(limit), rounds \(rounds as Any) crash \(crash as Any)"
    case .restart: "restart"
    }
  }
}
