import ArgumentParser
import TenureDomain
import TenureEngine

struct ClockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock",
    abstract: "Show and advance the clock of an account that has its own.",
    discussion: """
      An account that was made with `clock` lives by a clock of its own: its time stands until it \
      is advanced, and everything that is due on the way happens in order, each at its own \
      instant. Other accounts have the time that it is, and nobody advances it.

      EXAMPLES
        tenure clock show acc_trial
        tenure clock advance acc_trial --by 30d
        TENURE_KEY=tnk_… tenure clock advance acc_trial --to 2027-03-01T09:00:00Z \\
          --server https://tenure.example.com
      """,
    subcommands: [ClockShowCommand.self, ClockAdvanceCommand.self])
}

struct ClockShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what time it is for an account.")

  @Argument(help: "The account's id.")
  var account: String

  @Flag(help: "Print JSON for programs.")
  var json = false

  @OptionGroup var options: OperatorOptions

  func run() async throws {
    let id = try ClockCommand.account(account)
    let clock = try await options.with("clock") { try await $0.clock(of: id) }
    if json {
      Output.write(try Output.json(clock))
      return
    }
    let whose = clock.clock == "test" ? "its own clock" : "the wall clock"
    Output.write("\(clock.account): \(clock.now) by \(whose), in \(clock.timeZone)\n")
    if let next = clock.next { Output.write("next: \(next)\n") }
    ClockCommand.complain(clock.waiting ?? [])
  }
}

struct ClockAdvanceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advance", abstract: "Move a clock to a later moment, and show what happens.")

  @Argument(help: "The account's id.")
  var account: String

  @Option(help: ArgumentHelp("The moment to move to, in RFC 3339.", valueName: "instant"))
  var to: String?

  @Option(help: ArgumentHelp("How far to move: 12h, 30d or 4w.", valueName: "span"))
  var by: String?

  @Flag(help: "Print JSON for programs: one answer of the server a line.")
  var json = false

  @OptionGroup var options: OperatorOptions

  private struct Request: Encodable {
    let to: String
  }

  func validate() throws {
    guard (to == nil) != (by == nil) else {
      throw ValidationError("Say either --to a moment or --by a span.")
    }
    if let to, Timestamp(to) == nil {
      throw ValidationError("`\(to)` is not an instant. Write it as 2027-03-01T09:00:00Z.")
    }
    if let by, Self.hours(by) == nil {
      throw ValidationError("`\(by)` is not a span. Write hours, days or weeks: 12h, 30d, 4w.")
    }
  }

  func run() async throws {
    let id = try ClockCommand.account(account)
    try await options.with("clock") { operations in
      let body = try JSONText.bytes(Request(to: try await moment(of: id, operations)))
      var bar = ProgressBar()
      var isFinished = false
      while !isFinished {
        let answer = try await operations.advanceClock(of: id, body)
        bar.clear()
        try show(answer)
        isFinished = answer.finished
        if !isFinished { bar.count(answer.count, "things happened, at \(answer.now)") }
      }
      bar.clear()
    }
  }

  private func moment(of id: AccountID, _ operations: any Operations) async throws -> String {
    if let to { return to }
    let clock = try await operations.clock(of: id)
    guard let now = Timestamp(clock.now), let hours = by.flatMap(Self.hours) else {
      throw ValidationError("Say either --to a moment or --by a span.")
    }
    return "\(now.adding(hours: hours))"
  }

  private func show(_ answer: AdvanceBody) throws {
    if json {
      Output.write(try Output.json(answer))
      return
    }
    for item in answer.happened {
      let what = HistoryLine(type: item.type, body: item.body).text
      Output.write("\(item.at)  \(item.subscription ?? answer.account)  \(what)\n")
    }
    let more = answer.count - answer.happened.count
    if more > 0 { Output.write("and \(more) more, in the history\n") }
    if answer.finished { Output.write("\(answer.account): \(answer.now)\n") }
    ClockCommand.complain(answer.waiting)
  }

  /// nil if the text is no span of at least an hour and at most some centuries.
  static func hours(_ text: String) -> Int? {
    let units: [Character: Int] = ["h": 1, "d": 24, "w": 168]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()),
      (1...2_000_000).contains(count)
    else { return nil }
    return count * unit
  }
}

extension ClockCommand {
  static func account(_ text: String) throws -> AccountID {
    if let id = AccountID(text) { return id }
    throw ValidationError("`\(text)` is not an account's id.")
  }

  /// Says for which subscriptions time stands still.
  static func complain(_ waiting: [WaitingBody]) {
    for subscription in waiting {
      Output.complain(
        "\(subscription.subscription): time stands still until somebody tells "
          + subscription.missing.joined(separator: ", "))
    }
  }
}
