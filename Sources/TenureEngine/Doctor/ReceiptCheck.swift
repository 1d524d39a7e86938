import TenureDomain

/// Checks the receipts of one account.
struct ReceiptCheck: Sendable {
  private let account: AccountID
  private let keys: KeySet
  /// The digests of the editions served here, in hexadecimal, by name.
  private let editions: [String: String]
  private(set) var receipts = 0
  private(set) var marks = ReceiptMarks()
  private(set) var findings = FindingList()

  init(_ account: AccountID, keys: KeySet, editions: [String: String]) {
    self.account = account
    self.keys = keys
    self.editions = editions
  }

  mutating func check(_ receipt: ReceiptRecord) {
    receipts += 1
    marks.add(receipt.id.text)
    let place = "account \(account), receipt \(receipt.id)"
    do {
      try receipt.verify(with: keys)
    } catch .unknownKey(let key) {
      findings.fault(
        "receipt.key", at: place, "it is signed with the key `\(key)`, which is not known here",
        "give the server the key file that has this key among its retired ones")
    } catch {
      findings.fault("receipt.signature", at: place, error.description, Remedy.restore)
    }
    guard let body = try? JSONText.value(ReceiptParts.self, receipt.payload) else {
      findings.fault("receipt.body", at: place, "its payload is not a receipt", Remedy.restore)
      return
    }
    let isFiled =
      body.id == receipt.id.text && body.account == receipt.account.text
      && body.subscription == receipt.subscription?.text && body.received.at == "\(receipt.at)"
    if !isFiled {
      findings.fault(
        "receipt.place", at: place, "it is filed under what its signed text does not name",
        Remedy.restore)
    }
    if let edition = body.edition { check(edition, place) }
  }

  private mutating func check(_ edition: EditionReference, _ place: String) {
    guard let known = editions[edition.id] else {
      findings.warning(
        "receipt.edition", at: place, "it was decided by `\(edition.id)`, which is not served here",
        "add the edition again: tenure policy add FILE")
      return
    }
    if known != edition.sha256 {
      findings.fault(
        "receipt.edition", at: place,
        "it was decided by another document of `\(edition.id)` than the one served here",
        "serve the document with the SHA-256 \(edition.sha256)")
    }
  }
}

/// What the check reads of a receipt.
private struct ReceiptParts: Decodable {
  struct Moment: Decodable {
    var at: String
  }

  var id: String
  var account: String
  var subscription: String?
  var received: Moment
  var edition: EditionReference?
}
