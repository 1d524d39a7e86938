public import TenureDomain

/// What a shop sells and for how much. Tenure keeps the price of each subscription, not a list of
/// prices: that is the operator's, and this one is only for the page on which a demonstration lets
/// people buy.
public struct PriceList: Sendable {
  /// A product at a price.
  public struct Offer: Sendable {
    public let product: ProductID
    public let per: PriceUnit
    /// What a term costs, by its length and then by the currency's code.
    public let prices: [BillingInterval: [String: Money]]

    public init(
      product: ProductID, per: PriceUnit, prices: [BillingInterval: [String: Money]]
    ) {
      self.product = product
      self.per = per
      self.prices = prices
    }
  }

  public let offers: [Offer]
  /// In which currency the people of a country pay, by the country's code.
  public let currencies: [String: String]
  /// In which the others pay.
  public let otherwise: String

  /// A shop that sells nothing.
  public static let empty = PriceList(offers: [], currencies: [:], otherwise: "EUR")

  public init(offers: [Offer], currencies: [String: String], otherwise: String) {
    self.offers = offers
    self.currencies = currencies
    self.otherwise = otherwise
  }
}
