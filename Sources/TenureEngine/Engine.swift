/// What every interface calls: HTTP, the portal, the command, the worker.
///
/// Each verb is an extension in a file of its own. A verb that changes something goes down one
/// path: who may, load, decide, plan, commit. A quote is the same computation, not committed.
public final class Engine: Sendable {
  public let store: any Store
  public let shelf: PolicyShelf
  public let clock: any WallClock
  public let ids: any IDSource
  public let keys: SigningKeys
  /// The time zone rules of the system (D11).
  public let zones: ZoneShelf
  /// Collects what is to be paid.
  public let gateway: any PaymentGateway
  /// The idempotency keys that this process works on.
  let inFlight = KeysInFlight()
  let knownKeys = KnownKeys()
  /// How many deletions within a day are usual.
  public let deletionLimit: DeletionLimit
  let subscriptionTally = SubscriptionTally()

  public init(
    store: any Store, shelf: PolicyShelf, clock: any WallClock, ids: any IDSource,
    keys: SigningKeys, zones: ZoneShelf = ZoneShelf(),
    gateway: any PaymentGateway = ManualGateway(),
    deletionLimit: DeletionLimit = DeletionLimit()
  ) {
    self.store = store
    self.shelf = shelf
    self.clock = clock
    self.ids = ids
    self.keys = keys
    self.zones = zones
    self.gateway = gateway
    self.deletionLimit = deletionLimit
  }
}
