import TenureDomain
import TenurePolicy

/// What time brought about on one subscription up to an instant, as rows: made before anything is
/// written, by the worker as by an act or a change that comes before the worker.
struct Passage: Sendable {
  let agenda: Agenda
  /// The edition that answers for the present term.
  let edition: Edition
  /// The subscription as it is now, with its marks, its version and its next due instant.
  let record: SubscriptionRecord
  let milestones: [MilestoneRecord]
  let events: [EventDraft]
  let effects: Effects

  /// The facts without which a due change cannot be decided.
  var missing: [GivenFact] { agenda.missing }
}

extension Engine {
  /// Brings a subscription up to an instant. Nothing is written.
  ///
  /// - Throws: `EngineError.notReady` if the server lacks its edition or its time zone,
  ///   `EngineError.notNow` if something is due by a clock that is not to be believed.
  func passage(
    of context: SubscriptionInContext, at now: Timestamp, _ tx: any StoreReader
  ) throws -> Passage {
    let (account, stored) = (context.account, context.record)
    if account.clock == nil, let due = stored.due, due <= now { try tx.refuse(.clock) }
    let editions = try EditionsOverTime(account, stored, shelf)
    let agenda = Agenda(
      of: try Subject(of: context, at: now, shelf, zones), after: stored.mark, to: now,
      under: editions.edition)
    var writer = PassageWriter(engine: self, account: account, subscription: stored.id, at: now)
    for item in agenda.items { try writer.add(item, stored) }
    let edition = editions.edition(of: agenda.subject)
    var record = stored
    record.version += 1
    record.subscription = agenda.subject.subscription
    record.mark = agenda.mark
    record.edition = edition.id
    record.due = account.clock == nil ? agenda.next : nil
    let timeline = Timeline(of: agenda.subject, at: now, under: edition)
    return Passage(
      agenda: agenda, edition: edition, record: record,
      milestones: timeline.records(ahead: now, of: record), events: writer.events,
      effects: writer.effects)
  }

  /// When time next does something about a subscription as it stands; nil if it never does, or if
  /// the account has a clock of its own, which no worker watches.
  func due(
    of subject: Subject, after mark: AgendaMark, at now: Timestamp, under edition: Edition,
    in account: AccountRecord
  ) -> Timestamp? {
    account.clock == nil ? Agenda.due(of: subject, after: mark, at: now, under: edition) : nil
  }
}

/// The edition that answers at each point of a subscription's life: the stored one for the term it
/// was stored in, the one in force when a later term begins for that term (D5).
struct EditionsOverTime {
  private let pinned: Edition
  private let start: CalendarDate?
  private let family: String?
  private let shelf: PolicyShelf

  init(
    _ account: AccountRecord, _ record: SubscriptionRecord, _ shelf: PolicyShelf
  ) throws(EngineError) {
    guard let pinned = shelf.edition(record.edition) else {
      throw EngineError.notReady("the edition `\(record.edition)` is not on this server")
    }
    self.pinned = pinned
    start = record.subscription.term?.start
    family = record.isPinned ? nil : account.family
    self.shelf = shelf
  }

  func edition(of subject: Subject) -> Edition {
    guard let family, let term = subject.subscription.term, term.start != start else {
      return pinned
    }
    return shelf.edition(of: family, on: term.start) ?? pinned
  }
}

/// Turns what was due into rows.
private struct PassageWriter {
  let engine: Engine
  let account: AccountRecord
  let subscription: SubscriptionID
  let at: Timestamp
  private let say: Localizer
  private(set) var events: [EventDraft] = []
  private(set) var effects = Effects()

  init(engine: Engine, account: AccountRecord, subscription: SubscriptionID, at: Timestamp) {
    self.engine = engine
    self.account = account
    self.subscription = subscription
    self.at = at
    say = engine.shelf.localizer(for: account.language)
  }

  mutating func add(_ item: AgendaItem, _ record: SubscriptionRecord) throws {
    let zone = item.subject.account.zone
    effects.messages += engine.messages(about: item, of: record, account: account, at: at)
    switch item.occurrence {
    case .change(let happening):
      events += try EventDraft.passed([happening], of: subscription, zone, say)
    case .charge(let charge):
      let payment = engine.payment(for: charge, of: record, at: item.at)
      effects.add(payment, engine)
      try append(EventType.charged, item, ChargeEventBody(charge, payment.id))
    case .reminder(let reminder):
      try append(
        EventType.reminded, item,
        ReminderEventBody(
          milestone: reminder.milestone.kind.rawValue, date: "\(reminder.milestone.date)",
          days: reminder.days))
    case .deletionWarning(let date):
      try append(EventType.deletionWarned, item, DeletionEventBody(goesFrom: "\(date)"))
    case .deletion(let goneBy):
      let task = engine.deletionTask(
        of: record, goneBy: goneBy.map(item.subject.account.zone.startOfDay), at: at)
      effects.tasks.append(task)
      try append(
        EventType.deletionBegun, item,
        DeletionEventBody(goneBy: goneBy.map { "\($0)" }, task: task.id.text))
    }
  }

  private mutating func append(
    _ type: String, _ item: AgendaItem, _ body: some Encodable
  ) throws {
    events.append(
      EventDraft(
        at: item.at, subscription: subscription, type: type, body: try JSONText.bytes(body)))
  }
}

/// A cycle that began and is to be paid.
private struct ChargeEventBody: Encodable {
  let amount: MoneyBody
  let start: String
  /// Exclusive.
  let end: String
  let occasion: String
  let payment: String

  init(_ charge: CycleCharge, _ payment: PaymentID) {
    amount = MoneyBody(charge.amount)
    start = "\(charge.cycle.start)"
    end = "\(charge.cycle.end)"
    occasion = charge.occasion.rawValue
    self.payment = payment.text
  }
}

/// A date that people were reminded of.
private struct ReminderEventBody: Encodable {
  let milestone: String
  let date: String
  let days: Int
}

/// What was said or begun about data that was left behind.
private struct DeletionEventBody: Encodable {
  var goesFrom: String?
  var goneBy: String?
  var task: String?
}
