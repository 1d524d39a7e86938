import TenureDomain
import TenurePolicy

extension EventType {
  public static let storageReported = "storage.reported"
  /// A person keeps more than the quota (CON-S5).
  public static let storageOver = "storage.over"
  public static let storageFrozen = "storage.frozen"
  /// Frozen storage was opened again for a while (CON-S10).
  public static let storageReopened = "storage.reopened"
  public static let storageWarned = "storage.deletion-warned"
  public static let storageDeletionBegun = "storage.deletion-begun"
  /// It fits again, so that all clocks stop.
  public static let storageFits = "storage.fits"
}

/// What the events of storage tell: how much somebody keeps is not among it.
struct StorageEventBody: Codable, Sendable {
  /// Who acted on behalf of the account; nil unless it was support.
  var actor: ReceiptBody.Party?
  var by: String
  /// The day that it speaks of.
  var date: String?
  var person: String
  /// The SHA-256 of the event's personal part.
  var personal: String?
  var task: String?
}

/// Carries out what time does to the storage of a person: tells them, warns them, and at last has
/// it deleted.
struct StorageWork {
  let engine: Engine
  let room: StorageRoom
  let person: PersonRecord
  let tx: any StoreWriter
  private(set) var standing: StorageStanding
  private(set) var events: [EventDraft] = []
  private let say: Localizer

  init(
    _ engine: Engine, _ standing: StorageStanding, _ person: PersonRecord, _ tx: any StoreWriter
  ) {
    self.engine = engine
    self.standing = standing
    self.person = person
    self.tx = tx
    room = standing.room
    say = engine.shelf.localizer(for: standing.room.account.language)
  }

  /// Carries out what is due and keeps it. Whatever was told or begun before is not done again.
  mutating func carryOut() throws {
    if standing.hasStopped {
      for task in try tx.openStorageTasks(of: person.id, in: room.account.id) {
        try withdraw(task)
      }
      try note(EventType.storageFits)
      try tell(.storageFits, ["date": say.date(room.day)])
    }
    if standing.isOver {
      try tellOver()
      try tellFrozen()
      try warn()
      try beginDeletion()
    }
    try tx.keep(standing.record)
  }

  /// The storage as it is kept, with nothing left to do now.
  var settled: StorageStanding { StorageStanding(of: standing.record, person, in: room) }

  private mutating func tellOver() throws {
    guard standing.record.overTold == nil, let frozen = standing.frozenOn,
      let deletable = standing.deletableFrom
    else { return }
    standing.record.overTold = room.at
    try note(EventType.storageOver, standing.record.clock.overSince)
    try tell(
      .storageOver,
      [
        "quota": say.bytes(standing.quota), "used": say.bytes(standing.record.use.used),
        "freezes": say.date(frozen), "goes": say.date(deletable),
      ])
  }

  private mutating func tellFrozen() throws {
    guard standing.record.frozenTold == nil, let frozen = standing.frozenOn else { return }
    if room.day >= frozen {
      standing.record.frozenTold = room.at
      try note(EventType.storageFrozen, frozen)
      let goes = standing.deletableFrom.map(say.date) ?? ""
      try tell(.storageFrozen, ["date": say.date(frozen), "goes": goes])
    } else if standing.record.freezeTold == nil, let notice = standing.freezeNoticeOn,
      room.day >= notice
    {
      standing.record.freezeTold = room.at
      try tell(.storageFreezes, ["date": say.date(frozen)])
    }
  }

  /// A warning that comes late moves the first day of the deletion.
  private mutating func warn() throws {
    guard standing.record.clock.warnedOn == nil, let day = standing.warningOn, room.day >= day
    else { return }
    standing.record.clock.warn(on: room.day)
    guard let goes = standing.deletableFrom else { return }
    try note(EventType.storageWarned, goes)
    try tell(.storageGoes, ["date": say.date(goes)])
  }

  private mutating func beginDeletion() throws {
    guard standing.record.deletionBegun == nil, standing.record.clock.warnedOn != nil,
      let day = standing.deletableFrom, room.day >= day
    else { return }
    standing.record.deletionBegun = room.at
    let task = engine.task(
      .storageDeletion, account: room.account.id, subscription: nil, person: person.id,
      notBefore: room.at, goneBy: nil, at: room.at)
    try tx.insert(task)
    events.append(try EventDraft.about(task, EventType.taskCreated, at: room.at))
    try note(EventType.storageDeletionBegun, day, task: task.id)
    try tell(.storageDeletable, ["date": say.date(day)])
  }

  private mutating func withdraw(_ task: TaskRecord) throws {
    let withdrawn = try tx.withdraw(task, at: room.at)
    events.append(try EventDraft.about(withdrawn, EventType.taskWithdrawn, at: room.at))
  }

  private mutating func note(
    _ type: String, _ date: CalendarDate? = nil, task: TaskID? = nil
  ) throws {
    let body = StorageEventBody(
      by: TaskRecord.time, date: date.map { "\($0)" }, person: person.id.text, task: task?.text)
    events.append(
      EventDraft(at: room.at, subscription: nil, type: type, body: try JSONText.bytes(body)))
  }

  /// The person is told, for themselves.
  private func tell(_ kind: NoticeKind, _ values: [String: String]) throws {
    let role: Role = person.roles.contains(.owner) ? .owner : .familyMember
    let messages = engine.notices(
      kind, to: [NoticeRecipient(role, person.id)], of: room.account, at: room.at,
      values: { _ in values })
    for message in messages { try tx.insert(message) }
  }
}

extension StoreReader {
  /// The tasks to delete a person's storage that are not at their end.
  func openStorageTasks(of person: PersonID, in account: AccountID) throws -> [TaskRecord] {
    try [TaskState.waiting, .claimed].flatMap { state in
      try tasks(
        TaskFilter(account: account, kind: .storageDeletion, state: state),
        PageRequest(limit: 1_000))
    }.filter { $0.person == person }
  }
}

extension StoreWriter {
  /// Ends a task that is no longer wanted.
  func withdraw(_ task: TaskRecord, at now: Timestamp) throws -> TaskRecord {
    var task = task
    task.version += 1
    task.state = .withdrawn
    task.finished = now
    task.escalateAt = nil
    try update(task)
    return task
  }
}
