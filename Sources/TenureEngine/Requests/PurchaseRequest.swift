import TenureDomain
import TenurePolicy

/// Who bought a subscription for themselves, and which payment method it is charged to, as far as a
/// request tells it.
struct PurchaseRequest {
  let purchaser: PersonID?
  let method: String?
  /// Whether the state of the payment method is told beside its name.
  private let tellsState: Bool

  static let members = ["purchaser", "method"]

  /// Refuses a purchaser whom the account does not have, and of what nobody bought for themselves.
  init(
    _ read: SubscriptionRequest, of subscription: Subscription, in account: AccountID,
    _ tx: any StoreReader
  ) throws {
    let request = read.request
    var purchaser: PersonID?
    if let field = read.fields["purchaser"],
      let id = request.identifier(field, Named.Person.self)
    {
      if subscription.channel != .selfService {
        request.note(
          field, "only what a user bought for themselves has a purchaser",
          "leave it out, or make the subscription with `\"channel\": \"self-service\"`")
      } else if try tx.person(id, of: account).map({ $0.erased != nil }) ?? true {
        request.note(
          field, "`\(id)` is not a person of this account", "add the person to the account first")
      } else {
        purchaser = id
      }
    }
    self.purchaser = purchaser
    method = read.fields["method"].flatMap { PaymentMethodName.read($0, request) }
    tellsState = read.fields["paymentMethod"] != nil
  }

  /// Whether it tells something new.
  func changes(_ record: SubscriptionRecord) -> Bool {
    (purchaser != nil && purchaser != record.purchaser) || isNewMethod(of: record)
  }

  /// Whether another payment method takes the place of the present one.
  func isNewMethod(of record: SubscriptionRecord) -> Bool {
    method != nil && method != record.method
  }

  /// A method that is told is on file, unless the same request says otherwise.
  func apply(to record: inout SubscriptionRecord) {
    if isNewMethod(of: record), !tellsState { record.subscription.paymentMethod = .onFile }
    record.purchaser = purchaser ?? record.purchaser
    record.method = method ?? record.method
  }
}

/// What whoever keeps the payment methods calls one of them: letters, digits, `-` and `_`, a letter
/// first, so that the number of a card is none.
public enum PaymentMethodName {
  static func read(_ node: DocumentNode, _ request: RequestReader) -> String? {
    guard let text = request.reader.text(node) else { return nil }
    if isName(text) { return text }
    request.note(
      node, "this is not the name of a payment method",
      "write 1 to 64 letters, digits, `-` or `_`, a letter first; never the number of a card")
    return nil
  }

  /// Whether a text is such a name.
  public static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 64 else { return false }
    return isLetter(first)
      && text.utf8.allSatisfy {
        isLetter($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }
}
