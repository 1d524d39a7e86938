import TenureDomain
import TenurePolicy

/// What a person keeps in the cloud, what of it works, and what becomes of it (CON-S5 to CON-S10).
public struct StorageStandingBody: Codable, Sendable, Hashable {
  public var person: String
  public var at: String
  /// When the use was reported.
  public var reported: String
  public var used: Int64
  public var mail: Int64?
  /// What may be kept now, in bytes.
  public var quota: Int64
  /// The quota of the mailbox; absent while a subscription gives a larger one.
  public var mailQuota: Int64?
  /// How many bytes are too many; 0 if it fits.
  public var over: Int64
  /// `fits`, `over`, `frozen` or `deletable`.
  public var state: String
  /// Since when it is too much.
  public var overSince: String?
  /// The first day on which it is frozen; absent while it fits.
  public var frozenFrom: String?
  /// Until when frozen storage that was opened again stays open, exclusive.
  public var openUntil: String?
  /// The first day on which files may be deleted; absent while it fits.
  public var mayBeDeletedFrom: String?
  /// When the deletion was given to whoever carries it out.
  public var deletionBegun: String?
  /// What does not work, and why.
  public var effects: [StorageEffectBody]
}

/// Something that does not work, or works again.
public struct StorageEffectBody: Codable, Sendable, Hashable {
  /// `upload`, `edit`, `sync`, `send-mail`, `receive-mail`, `teams-attachments` or `open-files`.
  public var effect: String
  /// The documented rules it follows.
  public var implements: [String]
  public var text: String
}

extension StorageStandingBody {
  init(_ standing: StorageStanding, _ say: Localizer) {
    let record = standing.record
    person = record.person.text
    at = "\(standing.room.at)"
    reported = "\(record.reported)"
    used = record.use.used
    mail = record.use.mail
    quota = standing.quota
    mailQuota = standing.isCovered ? nil : standing.room.freeMail
    over = max(0, record.use.used - standing.quota)
    state = standing.stage.rawValue
    overSince = record.clock.overSince.map { "\($0)" }
    frozenFrom = standing.frozenOn.map { "\($0)" }
    openUntil = record.reopened.map { "\($0.adding(days: StorageStanding.reopenedDays))" }
    mayBeDeletedFrom = standing.deletableFrom.map { "\($0)" }
    deletionBegun = record.deletionBegun.map { "\($0)" }
    effects = StorageEffect.all(of: standing).map { effect, rules in
      StorageEffectBody(
        effect: effect.rawValue, implements: rules,
        text: say.text("storageEffects.\(effect.rawValue)"))
    }
  }
}

/// What can stop working.
enum StorageEffect: String, Word {
  case upload, edit, sync
  case sendMail = "send-mail"
  case receiveMail = "receive-mail"
  case teamsAttachments = "teams-attachments"
  case openFiles = "open-files"

  /// What does not work, each with the rules that say so.
  static func all(of standing: StorageStanding) -> [(effect: StorageEffect, rules: [String])] {
    var effects: [(StorageEffect, [String])] = []
    if standing.isOver {
      effects = [.upload, .edit, .sync, .sendMail].map { ($0, ["CON-S5"]) }
      effects.append((.receiveMail, ["CON-S5", "CON-S13"]))
      effects.append((.teamsAttachments, ["CON-S5"]))
    } else if standing.isMailOver {
      // Files are unaffected (CON-S6).
      effects = [(.sendMail, ["CON-S6"]), (.receiveMail, ["CON-S6", "CON-S13"])]
    }
    switch standing.stage {
    case .fits, .over: break
    case .frozen, .deletable:
      effects.append(
        (.openFiles, standing.room.isSilent && !standing.isOver ? ["CON-S9"] : ["CON-S7"]))
    }
    return effects
  }
}
