public import TenureDomain
public import TenurePolicy

/// Something that is lost when an act takes effect.
public struct LossBody: Codable, Sendable, Hashable {
  public var loss: String
  public var date: String?
  public var person: String?
  /// The product that lacks services of the present one.
  public var product: String?
  /// What a person's apps can still do: `reduced` or `none`.
  public var access: String?
  public var quotaBytes: Int64?
  public var overBytes: Int64?
  public var text: String

  public init(_ loss: Loss, _ say: Localizer) {
    text = say.sentence(loss)
    switch loss {
    case .userAccess(let on): (self.loss, date) = ("user-access", "\(on)")
    case .apps(let left, let on):
      (self.loss, date, access) = ("apps", "\(on)", left.rawValue)
    case .contentGone(let on): (self.loss, date) = ("content", "\(on)")
    case .exportUntil(let on): (self.loss, date) = ("export", "\(on)")
    case .services(_, let missingIn): (self.loss, product) = ("services", missingIn.text)
    case .storage(let person, let quota, let over, let on):
      (self.loss, date, self.person) = ("storage", "\(on)", person)
      (quotaBytes, overBytes) = (quota, over)
    case .mail(let person, let on): (self.loss, date, self.person) = ("mail", "\(on)", person)
    case .account: self.loss = "account"
    }
  }
}
