import Foundation
public import TenureDomain

extension Localizer {
  /// The name of a country, as the Unicode locale data (CLDR) give it; its code where they have
  /// none.
  public func name(of country: Country) -> String {
    let code = country.description
    return Locale(identifier: language).localizedString(forRegionCode: code) ?? code
  }
}
