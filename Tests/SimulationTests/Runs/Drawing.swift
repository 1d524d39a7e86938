import TenureTesting

/// Draws the commands of a history. The same seed draws the same ones.
struct Drawing {
  private var generator: SeededGenerator
  /// How many subscriptions there are so far.
  private var known = 0

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// The commands of a history: first some subscriptions, then whatever comes.
  mutating func history(_ count: Int) -> [Command] {
    let first = (0..<min(6, count)).map { _ in Command.subscribe(subscription()) }
    return first + (first.count..<max(count, first.count)).map { _ in command() }
  }

  private mutating func command() -> Command {
    switch number(0..<100) {
    case 0..<4: .subscribe(subscription())
    case 4..<42: .act(place(), wish())
    case 42..<46: .again
    case 46..<50: tell()
    case 50..<54:
      .report(
        place(), bill: number(0..<100),
        outcome: pick(["paid", "paid", "failed", "failed", "charged-back"]), crash: crash())
    case 54..<78: .wait(seconds: pause())
    case 78..<80: .putBack(seconds: pick([60, 3_600, 7_200, 86_400]))
    case 80..<98: work()
    default: .restart
    }
  }

  private mutating func place() -> Int { number(0..<max(1, known)) }

  private mutating func subscription() -> Command.NewSubscription {
    known += 1
    let months = pick([1, 1, 12, 36])
    let purchased = number(1..<31)
    return Command.NewSubscription(
      number: known - 1,
      party: number(0..<5), isTrial: chance(5), isScheduled: chance(8), months: months,
      every: months == 1 ? 1 : pick([1, 12]), product: number(0..<3),
      price: pick([0, 100, 1_250, 999, 123_457]), purchased: purchased,
      assigned: number(0..<purchased + 1), renews: !chance(3), ageDays: pick([0, 0, 1, 6, 7, 20]),
      secondOfDay: number(0..<86_400))
  }

  private mutating func wish() -> Command.Wish {
    let name = pick([
      "cancel", "cancel", "cancel", "turn-off-recurring-billing", "turn-on-recurring-billing",
      "keep", "reactivate", "reactivate", "delete", "add-licenses", "reduce-licenses",
      "change-plan", "extend-trial", "suspend", "resume", "remove-payment-method",
    ])
    return Command.Wish(
      name: name, number: number(-5..<6), isAllowed: !chance(8), isQuoted: chance(3),
      crash: crash())
  }

  private mutating func tell() -> Command {
    chance(3)
      ? .tell(
        place(), assigned: nil, method: pick(["on-file", "needs-update", "none"]),
        crash: crash())
      : .tell(place(), assigned: number(0..<35), method: nil, crash: crash())
  }

  private mutating func work() -> Command {
    .work(
      workers: pick([1, 1, 2]), limit: pick([1, 3, 100]), rounds: chance(4) ? 1 : nil,
      crash: chance(5) ? number(0..<60) : nil)
  }

  /// From minutes to months.
  private mutating func pause() -> Int {
    switch number(0..<10) {
    case 0..<2: number(1..<3_600)
    case 2..<4: number(3_600..<86_400)
    case 4..<7: number(1..<8) * 86_400 + number(0..<86_400)
    case 7..<9: number(8..<40) * 86_400 + number(0..<86_400)
    default: number(40..<250) * 86_400 + number(0..<86_400)
    }
  }

  private mutating func crash() -> Int? { chance(12) ? number(0..<30) : nil }

  // MARK: Chance

  /// Once in so many times.
  private mutating func chance(_ times: Int) -> Bool { number(0..<times) == 0 }

  private mutating func number(_ range: Range<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  /// - Precondition: the list is not empty.
  private mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0..<values.count)] }
}
