public import TenureDomain

/// How a subscription stands at an instant: what the store keeps, brought up to date by time alone.
///
/// It is the same whether or not any job has run since.
public struct Standing: Sendable {
  public let account: AccountRecord
  public let record: SubscriptionRecord
  public let at: Timestamp
  /// Nobody asks yet: the actor has no role.
  public let subject: Subject
  /// The edition that answers for the current term.
  public let edition: Edition
  /// What time brought about since the store was last written.
  public let happenings: [Happening]
  /// The facts without which time could not be brought forward; empty if it could.
  public let missing: [GivenFact]
  /// When something changes next of its own, nil if nothing does.
  public let due: Timestamp?

  public var zone: ZoneRules { subject.account.zone }

  /// What users and administrators can do.
  public var access: Access? { edition.access(of: subject, at: at) }

  /// The dated milestones as things stand.
  public var timeline: Timeline { Timeline(of: subject, at: at, under: edition) }
}

extension Engine {
  /// Brings a subscription up to an instant.
  ///
  /// - Throws: `EngineError.notReady` if the server lacks its edition or its time zone.
  func standing(of context: SubscriptionInContext, at now: Timestamp) throws -> Standing {
    let (account, record) = (context.account, context.record)
    let subject = try subject(account, record.subscription)
    guard let pinned = shelf.edition(record.edition) else {
      throw EngineError.notReady("the edition `\(record.edition)` is not on this server")
    }
    let start = record.subscription.term?.start
    let shelf = shelf
    func edition(_ subject: Subject) -> Edition {
      guard !record.isPinned, let term = subject.subscription.term, term.start != start else {
        return pinned
      }
      return shelf.edition(of: account.family, on: term.start) ?? pinned
    }
    let advance = Lifecycle.advance(subject, to: now, under: edition)
    let present = edition(advance.subject)
    var due: Timestamp?
    switch Lifecycle.next(after: advance.subject, under: present) {
    case .happening(let happening): due = happening.at
    case .undetermined(let at, _): due = at
    case .nothing: break
    }
    return Standing(
      account: account, record: record, at: now, subject: advance.subject, edition: present,
      happenings: advance.happenings, missing: advance.missing, due: due)
  }

  /// The subject of decisions, without an actor.
  func subject(_ account: AccountRecord, _ subscription: Subscription) throws -> Subject {
    guard let zone = zones.zone(account.timeZone) else {
      throw EngineError.notReady("the system has no time zone `\(account.timeZone)`")
    }
    return Subject(account, subscription, in: zone)
  }
}
