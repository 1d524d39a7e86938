extension DemoWorld {
  /// Customers of partners, under both programmes, and of a volume agreement.
  mutating func addAgreements() {
    addPartners()
    add(
      DemoAccount(
        id: "acc_ostergaard", name: "Østergaard Energi A/S", agreement: "volume",
        program: "enterprise-agreement", segment: "enterprise", country: "DK",
        timeZone: "Europe/Copenhagen", language: "da",
        people: [
          person(
            "per_mette", "Mette Kragh", "mette@ostergaard.example", "da",
            ["global-administrator"])
        ]))
    add(
      licenses(
        "sub_ostergaard_premium", "business-premium", 2_400, assigned: 2_211, daysAgo: 500,
        months: 36, price: ("1450.00", "DKK")), to: "acc_ostergaard", daysAgo: 500)
    var represented = licenses(
      "sub_ostergaard_design", "design-suite", 80, assigned: 66, daysAgo: 300, months: 12,
      price: ("2990.00", "DKK"))
    represented.channel = "representative"
    add(represented, to: "acc_ostergaard", daysAgo: 300)
  }

  private mutating func addPartners() {
    add(
      DemoAccount(
        id: "acc_kestrel", name: "Kestrel Coffee Roasters Ltd", family: "partner",
        agreement: "csp", program: "csp-new-commerce", country: "GB", timeZone: "Europe/London",
        language: "en",
        people: [
          person(
            "per_priya", "Priya Nair", "priya@cloudfen.example", "en", ["partner-administrator"])
        ]))
    for (id, product, licenses, daysAgo) in [
      ("sub_kestrel_standard", "business-standard", 34, 4),
      ("sub_kestrel_basic", "business-basic", 15, 130),
      ("sub_kestrel_premium", "business-premium", 9, 70),
    ] {
      var sold = self.licenses(
        id, product, licenses, assigned: licenses - 2, daysAgo: daysAgo, months: 12,
        price: ("112.80", "GBP"))
      sold.channel = "partner"
      add(sold, to: "acc_kestrel", daysAgo: daysAgo)
    }
    add(
      DemoAct("suspend", by: "partner-administrator"), on: "sub_kestrel_premium",
      of: "acc_kestrel", daysAgo: 15)
    add(
      DemoAccount(
        id: "acc_lumen", name: "Lumen Architecten BV", family: "partner", agreement: "csp",
        program: "csp-legacy", country: "NL", timeZone: "Europe/Amsterdam", language: "en",
        people: [
          person(
            "per_sander", "Sander Vos", "sander@wolkenveld.example", "en",
            ["partner-administrator"])
        ]))
    var legacy = licenses(
      "sub_lumen_premium", "business-premium", 14, assigned: 14, daysAgo: 210,
      price: ("20.60", "EUR"))
    legacy.channel = "partner"
    add(legacy, to: "acc_lumen", daysAgo: 210)
  }
}
