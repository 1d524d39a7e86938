import TenureDomain
import TenurePortal

/// What the shop of the sample world sells. The prices are invented.
enum DemoPrices {
  static let list = PriceList(
    offers: [
      offer("business-basic", .license, "6.00", "63.00", "45.00", "6.00", "8.10"),
      offer("business-standard", .license, "12.50", "143.00", "93.00", "12.50", "17.00"),
      offer("business-premium", .license, "20.60", "229.00", "154.00", "22.00", "29.80"),
      offer("basic", .subscription, "2.00", "25.00", "19.00", "2.00", "2.70"),
      offer("personal", .subscription, "7.00", "89.00", "69.00", "7.00", "9.00"),
      offer("family", .subscription, "10.00", "129.00", "99.00", "10.00", "13.00"),
    ],
    currencies: ["NO": "NOK", "DK": "DKK", "US": "USD", "CA": "CAD"], otherwise: "EUR")

  private static let codes = ["EUR", "NOK", "DKK", "USD", "CAD"]

  /// A year costs as much as ten months.
  ///
  /// - Parameter monthly: what a month costs in each of ``codes``.
  private static func offer(
    _ product: String, _ per: PriceUnit, _ monthly: String...
  ) -> PriceList.Offer {
    var prices: [BillingInterval: [String: Money]] = [.month: [:], .year: [:]]
    for (code, amount) in zip(codes, monthly) {
      guard let currency = Currency(code), let price = try? Money(amount, currency) else {
        preconditionFailure("\(amount) \(code) is no money")
      }
      prices[.month]?[code] = price
      prices[.year]?[code] = Money(minorUnits: price.minorUnits * 10, currency: currency)
    }
    return PriceList.Offer(product: ProductID(product), per: per, prices: prices)
  }
}
