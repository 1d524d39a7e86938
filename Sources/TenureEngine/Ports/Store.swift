public import TenureDomain

/// Where everything is kept. A transaction is one synchronous closure, so that nobody waits for
/// anything else while rows are locked.
public protocol Store: Sendable {
  /// One consistent picture.
  ///
  /// - Throws: `StoreError`, or what the closure throws.
  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreReader) throws -> Result
  ) async throws -> Result

  /// One transaction, on disk when it returns, nothing of it kept when it throws. The closure may
  /// be run more than once, so it must change nothing outside.
  ///
  /// - Throws: `StoreError`, or what the closure throws.
  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreWriter) throws -> Result
  ) async throws -> Result

  /// Whether the one writer that serves everybody is at work, so that work done before a
  /// transaction shortens the wait of all others. Always false where there are several writers.
  var isWriterAtWork: Bool { get }

  /// Waits for what runs and lets go of the database.
  func close() async
}

/// What can be read within a transaction. Every look-up of what belongs to an account names it.
public protocol StoreReader: TaskReader, SignInReader, CaseReader, RollupReader, LatestReader {
  func account(_ id: AccountID) throws -> AccountRecord?
  /// In the order of their ids.
  func accounts(_ search: AccountSearch, _ page: PageRequest<AccountID>) throws -> [AccountRecord]
  func people(of account: AccountID, _ page: PageRequest<PersonID>) throws -> [PersonRecord]
  func person(_ id: PersonID, of account: AccountID) throws -> PersonRecord?
  /// In alphabetical order.
  func domains(of account: AccountID) throws -> [String]

  /// A subscription with its account, in one look-up; nil if the account has no such subscription.
  func subscription(_ id: SubscriptionID, of account: AccountID) throws -> SubscriptionInContext?
  /// In the order of account and id.
  func subscriptions(
    _ filter: SubscriptionFilter, _ page: PageRequest<SubscriptionPlace>
  ) throws -> [SubscriptionRecord]
  /// The add-ons of a subscription, in the order of their ids.
  func addOns(of base: SubscriptionID, of account: AccountID) throws -> [SubscriptionRecord]
  /// The milestones that lie ahead, in the order of time.
  func milestones(of subscription: SubscriptionID, of account: AccountID) throws
    -> [MilestoneRecord]
  /// The editions that subscriptions are pinned to.
  func editionsInUse() throws -> [EditionID]

  /// In order; those of one subscription if it is named.
  func events(
    of account: AccountID, subscription: SubscriptionID?, _ page: PageRequest<Int64>
  ) throws -> [EventRecord]
  func chainHead(of account: AccountID) throws -> ChainHead
  func ledger(of account: AccountID, _ page: PageRequest<EntryID>) throws -> [LedgerRecord]
  func entry(_ id: EntryID, of account: AccountID) throws -> LedgerRecord?
  func receipt(_ id: ReceiptID) throws -> ReceiptRecord?
  /// In the order of their ids.
  func receipts(of account: AccountID, _ page: PageRequest<ReceiptID>) throws -> [ReceiptRecord]
  func outbox(_ page: PageRequest<MessageID>) throws -> [OutboxRecord]
  /// The messages of one account, in the order of their ids.
  func messages(of account: AccountID, _ page: PageRequest<MessageID>) throws -> [OutboxRecord]

  func payment(_ id: PaymentID, of account: AccountID) throws -> PaymentRecord?
  /// In the order of account and id.
  func payments(
    _ filter: PaymentFilter, _ page: PageRequest<PaymentPlace>
  ) throws -> [PaymentRecord]
  /// Those of a subscription that the customer owes, in the order of their ids.
  func openPayments(of subscription: SubscriptionID, of account: AccountID) throws
    -> [PaymentRecord]
  /// Those to be collected by an instant, the longest due first; none of an account that has a
  /// clock of its own.
  func paymentsToCollect(by now: Timestamp, atMost count: Int) throws -> [PaymentRecord]
  /// The product key of this SHA-256, if it was redeemed before.
  func redeemedKey(hash: [UInt8]) throws -> RedeemedKey?
  /// In the order of their hashes.
  func redeemedKeys(of account: AccountID, _ page: PageRequest<[UInt8]>) throws -> [RedeemedKey]

  func answer(to request: RequestKey) throws -> StoredAnswer?

  func key(_ id: KeyID) throws -> KeyRecord?
  func keys(_ page: PageRequest<KeyID>) throws -> [KeyRecord]

  func batch(_ id: BatchID, of account: AccountID) throws -> BatchRecord?
  /// The batches with items that still wait, oldest first.
  func unfinishedBatches() throws -> [BatchRecord]
  /// In the order of their positions.
  ///
  /// - Parameter waiting: true for those alone that have no result yet, false for all.
  func batchItems(
    of batch: BatchID, of account: AccountID, waiting: Bool, _ page: PageRequest<Int>
  ) throws -> [BatchItemRecord]

  /// The feed with a secret of this hash, revoked ones included.
  func feed(hash: [UInt8]) throws -> FeedRecord?
  /// In the order of their ids, revoked ones included.
  func feeds(of account: AccountID) throws -> [FeedRecord]
  /// What the account's feeds were told of some subscriptions, in the order of subscription, kind
  /// and ordinal: the last entry of each kind, and earlier ones of a day or later.
  func calendarEntries(
    of account: AccountID, in subscriptions: ClosedRange<SubscriptionID>, since day: CalendarDate
  ) throws -> [CalendarEntryRecord]

  /// Work that failed, what was set aside first.
  func failedWork(_ page: PageRequest<WorkPlace>) throws -> [FailedWork]
  /// How much was set aside, and the earliest instant that something else is due at; nil if nothing
  /// is.
  func backlog() throws -> (setAside: Int, oldest: Timestamp?)
  /// Accounts that are due by an instant and not set aside, the earliest first.
  func accountsDue(by now: Timestamp, atMost count: Int) throws -> [AccountID]
  /// What the database's own clock says; nil where it has none but that of this machine.
  func databaseClock() throws -> Timestamp?

  /// What a person keeps in the cloud; nil if nobody reported it.
  func storage(of person: PersonID, in account: AccountID) throws -> StorageRecord?
  /// What the people of an account keep in the cloud, in the order of their ids.
  func storage(of account: AccountID) throws -> [StorageRecord]

  /// The editions that were added, in the order of their ids.
  func editions() throws -> [EditionRecord]
  /// A value that servers of one database share; nil if nobody set it.
  func setting(_ name: String) throws -> String?
}

/// What can be changed within a transaction. A fault may show only at the commit.
///
/// What is referred to is inserted before what refers to it: account, person, subscription,
/// receipt, and then events, entries, messages and results of batches. Only a subscription's last
/// receipt may come after the subscription.
public protocol StoreWriter: StoreReader, TaskWriter, SignInWriter, CaseWriter, RollupWriter {
  /// What an act needs to know, in one round trip: first takes hold of its idempotency key until
  /// the end of the transaction, then looks for the answer given before, then reads the
  /// subscription with its account. Nobody else changes these before the end of the transaction.
  ///
  /// - Parameter request: nil if the act came without a key.
  /// - Parameter subscription: nil for an act on the account itself.
  func open(
    _ request: RequestKey?, account: AccountID, subscription: SubscriptionID?
  ) throws -> Opening

  /// - Throws: `StoreError.duplicate` if its id is taken.
  func insert(_ account: AccountRecord) throws
  /// Keeps a changed account whose stored version is one less than the record's.
  func update(_ account: AccountRecord) throws
  /// - Throws: `StoreError.duplicate` if its id or its address is taken in the account.
  func insert(_ person: PersonRecord) throws
  func update(_ person: PersonRecord) throws
  /// - Throws: `StoreError.duplicate` if the account has it already.
  func insert(domain: String, of account: AccountID) throws
  /// - Returns: whether the account had it.
  func remove(domain: String, of account: AccountID) throws -> Bool

  /// - Throws: `StoreError.duplicate` if its id is taken in the account.
  func insert(_ subscription: SubscriptionRecord) throws
  /// Keeps a changed subscription whose stored version is one less than the record's.
  func update(_ subscription: SubscriptionRecord) throws
  /// Puts the milestones that lie ahead in the place of those that lay ahead before.
  func replaceMilestones(
    of subscription: SubscriptionID, of account: AccountID, with milestones: [MilestoneRecord]
  ) throws

  /// Adds an event after the head it was made for, and moves the head.
  ///
  /// - Throws: `StoreError.conflict` if the history has gone on since.
  func append(_ event: EventRecord) throws
  /// Removes the personal parts of all events about a person.
  func erasePersonalParts(of person: PersonID, of account: AccountID) throws
  func insert(_ entry: LedgerRecord) throws
  func insert(_ receipt: ReceiptRecord) throws
  func insert(_ message: OutboxRecord) throws

  /// - Throws: `StoreError.duplicate` if the cycle is charged already.
  func insert(_ payment: PaymentRecord) throws
  /// Keeps a changed payment whose stored version is one less than the record's.
  func update(_ payment: PaymentRecord) throws
  /// Gives up the payments of a subscription that are not paid: nothing is collected afterwards.
  ///
  /// - Returns: them, as they are now.
  @discardableResult
  func voidPayments(
    of subscription: SubscriptionID, of account: AccountID, at now: Timestamp
  ) throws -> [PaymentRecord]
  /// - Throws: `StoreError.duplicate` if the key was redeemed before.
  func insert(_ key: RedeemedKey) throws

  /// Takes subscriptions that are due by an instant, the earliest first: those that no other worker
  /// holds, that wait for no further try and that are not set aside.
  ///
  /// - Returns: in the order of their due instants.
  func claim(_ lease: Lease, dueBy now: Timestamp, atMost count: Int) throws -> [ClaimedWork]
  /// Reads subscriptions with their accounts, for as long as the transaction lasts nobody else
  /// changes them, and lets go of the claims on them. What another worker holds by now is left out.
  func open(_ places: [WorkPlace], of worker: String) throws -> WorkOpening
  /// How often work was taken on since it was last done.
  func attempts(at place: WorkPlace) throws -> Int
  /// Remembers that work failed.
  func fail(_ work: FailedWork) throws
  /// Forgets that work failed, so that it is tried again at once.
  ///
  /// - Returns: whether it had failed.
  func forgetFailure(of place: WorkPlace) throws -> Bool

  /// Keeps what a person keeps in the cloud, in the place of what was kept before.
  func keep(_ storage: StorageRecord) throws
  /// Forgets what is kept of a person's storage.
  func forgetStorage(of person: PersonID, in account: AccountID) throws
  /// Keeps when an account was last used and when time next changes it. Nothing else of it changes,
  /// so its version stays.
  func keepClocks(of account: AccountRecord) throws
  /// Revokes every key that reaches this account alone.
  ///
  /// - Returns: the keys that were revoked.
  func revokeKeys(of account: AccountID, at now: Timestamp) throws -> [KeyID]

  func insert(_ answer: StoredAnswer, to request: RequestKey) throws
  /// Removes at most so many answers that are older.
  ///
  /// - Returns: how many went.
  func removeAnswers(olderThan limit: Timestamp, atMost count: Int) throws -> Int

  func insert(_ key: KeyRecord) throws
  func revoke(_ key: KeyID, at now: Timestamp) throws
  func markUsed(_ key: KeyID, on day: CalendarDate) throws

  func insert(_ batch: BatchRecord, items: [SubscriptionID]) throws
  func finish(_ item: BatchItemRecord, of batch: BatchID, of account: AccountID) throws

  /// - Throws: `StoreError.duplicate` if its id or its secret is taken.
  func insert(_ feed: FeedRecord) throws
  /// The first revocation counts.
  func revoke(_ feed: FeedID, of account: AccountID, at now: Timestamp) throws
  /// Remembers what feeds are told, in the place of what was remembered of the same entry.
  func put(_ entry: CalendarEntryRecord) throws

  /// - Throws: `StoreError.duplicate` if it was added before.
  func insert(_ edition: EditionRecord) throws
  func set(_ name: String, to value: String) throws
}
