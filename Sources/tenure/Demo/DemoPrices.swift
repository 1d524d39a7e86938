import TenureDomain
import TenurePortal

/// What the shop of the sample world sells. The prices are invented.
enum DemoPrices {
  static let list = PriceList(
    offers: [
      offer("business-basic", .license, ["EUR": "6.00", "NOK": "63.00", "DKK": "45.00"]),
      offer("business-standard", .license, ["EUR": "12.50", "NOK": "143.00", "DKK": "93.00"]),
      offer("business-premium", .license, ["EUR": "20.60", "NOK": "229.00", "DKK": "154.00"]),
      offer("basic", .subscription, ["EUR": "2.00", "NOK": "25.00", "DKK": "19.00"]),
      offer("personal", .subscription, ["EUR": "7.00", "NOK": "89.00", "DKK": "69.00"]),
      offer("family", .subscription, ["EUR": "10.00", "NOK": "129.00", "DKK": "99.00"]),
    ],
    currencies: ["NO": "NOK", "DK": "DKK"], otherwise: "EUR")

  /// A year costs as much as ten months.
  private static func offer(
    _ product: String, _ per: PriceUnit, _ monthly: [String: String]
  ) -> PriceList.Offer {
    var prices: [BillingInterval: [String: Money]] = [.month: [:], .year: [:]]
    for (code, amount) in monthly {
      guard let currency = Currency(code), let price = try? Money(amount, currency) else {
        preconditionFailure("\(amount) \(code) is no money")
      }
      prices[.month]?[code] = price
      prices[.year]?[code] = Money(minorUnits: price.minorUnits * 10, currency: currency)
    }
    return PriceList.Offer(product: ProductID(product), per: per, prices: prices)
  }
}
