/// What went wrong, as RFC 9457 writes it.
public struct ProblemBody: Codable, Sendable, Hashable {
  /// Stable: `urn:tenure:problem:` and a name.
  public var type: String
  public var title: String
  public var status: Int
  /// What to do about it.
  public var detail: String?
  /// Every bad field.
  public var errors: [FieldFault]?
  /// What an act that was not carried out came to.
  public var outcome: String?
  public var receipt: ReceiptBody?
  /// The quote that holds now.
  public var quote: QuoteBody?

  public init(
    type: String, title: String, status: Int, detail: String? = nil, errors: [FieldFault]? = nil,
    outcome: String? = nil, receipt: ReceiptBody? = nil, quote: QuoteBody? = nil
  ) {
    self.type = "urn:tenure:problem:\(type)"
    self.title = title
    self.status = status
    self.detail = detail
    self.errors = errors
    self.outcome = outcome
    self.receipt = receipt
    self.quote = quote
  }
}
