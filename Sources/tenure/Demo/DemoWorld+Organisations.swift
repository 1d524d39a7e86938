import TenureDomain

extension DemoWorld {
  mutating func addOrganisations() {
    addNordvik()
    addBrightwater()
    addHarbor()
  }

  /// A customer agreement with a billing profile (mca).
  private mutating func addNordvik() {
    add(
      DemoAccount(
        id: "acc_nordvik", name: "Nordvik Skipsverft AS", agreement: "mca", country: "NO",
        timeZone: "Europe/Oslo", language: "nb", billingProfile: "Nordvik hovedkontor",
        people: [
          person(
            "per_ida", "Ida Solheim", "ida@nordvik.example", "nb",
            ["global-administrator", "billing-account-owner"]),
          person(
            "per_jonas", "Jonas Lie", "jonas@nordvik.example", "nb", ["billing-account-owner"]),
          person(
            "per_tuva", "Tuva Berg", "tuva@nordvik.example", "nb", ["license-administrator"]),
        ]))
    add(
      licenses(
        "sub_nordvik_premium", "business-premium", 40, assigned: 38, daysAgo: 3,
        price: ("229.00", "NOK")), to: "acc_nordvik", daysAgo: 3)
    add(
      licenses(
        "sub_nordvik_basic", "business-basic", 120, assigned: 97, daysAgo: 150, months: 12,
        price: ("756.00", "NOK")), to: "acc_nordvik", daysAgo: 150)
    add(
      licenses(
        "sub_nordvik_standard", "business-standard", 12, assigned: 9, daysAgo: 24,
        price: ("143.00", "NOK")), to: "acc_nordvik", daysAgo: 24)
    add(
      DemoAct("cancel", by: "billing-account-owner", reason: "too-expensive"),
      on: "sub_nordvik_standard", of: "acc_nordvik", daysAgo: 20)
  }

  /// An online agreement of the older kind (mosa).
  private mutating func addBrightwater() {
    add(
      DemoAccount(
        id: "acc_brightwater", name: "Brightwater Dental Group", agreement: "mosa", country: "US",
        timeZone: "America/Chicago", language: "en",
        people: [
          person(
            "per_grace", "Grace Whitlock", "grace@brightwater.example", "en",
            ["global-administrator"]),
          person(
            "per_omar", "Omar Haddad", "omar@brightwater.example", "en",
            ["billing-administrator"]),
        ]))
    add(
      licenses(
        "sub_brightwater_premium", "business-premium", 20, assigned: 18, daysAgo: 200,
        price: ("22.00", "USD")), to: "acc_brightwater", daysAgo: 200)
    add(
      licenses(
        "sub_brightwater_standard", "business-standard", 60, assigned: 52, daysAgo: 420,
        months: 12, price: ("150.00", "USD")), to: "acc_brightwater", daysAgo: 420)
    add(
      licenses(
        "sub_brightwater_basic", "business-basic", 8, assigned: 6, daysAgo: 95,
        price: ("6.00", "USD")), to: "acc_brightwater", daysAgo: 95)
    add(
      DemoAct("turn-off-recurring-billing", by: "billing-administrator"),
      on: "sub_brightwater_basic", of: "acc_brightwater", daysAgo: 90)
    add(
      licenses(
        "sub_brightwater_assistant", "business-assistant", 5, assigned: 5, daysAgo: 41,
        price: ("12.00", "USD"), recurring: false), to: "acc_brightwater", daysAgo: 41)
    var archive = licenses(
      "sub_brightwater_archive", "business-archive", 3, assigned: 3, daysAgo: 260,
      price: ("4.00", "USD"), recurring: false)
    archive.paymentMethod = "needs-update"
    add(archive, to: "acc_brightwater", daysAgo: 260)
  }

  /// Trials: one that runs, one about to end, one that ran out.
  private mutating func addHarbor() {
    add(
      DemoAccount(
        id: "acc_harbor", name: "Harbor & Pine Landscape", agreement: "mosa", country: "CA",
        timeZone: "America/Halifax", language: "en", domains: ["harborpine.example"],
        people: [
          person(
            "per_noel", "Noel Fraser", "noel@harborpine.example", "en", ["global-administrator"])
        ]))
    for (id, product, daysAgo) in [
      ("sub_harbor_trial", "business-premium", 9), ("sub_harbor_ending", "business-standard", 27),
      ("sub_harbor_tried", "business-basic", 48),
    ] {
      var trial = licenses(
        id, product, 25, assigned: 4, daysAgo: daysAgo, price: ("18.00", "CAD"),
        recurring: id == "sub_harbor_ending")
      trial.kind = "trial"
      trial.term.end = "\(today.adding(days: 30 - daysAgo))"
      trial.term.interval = nil
      if id != "sub_harbor_ending" { trial.paymentMethod = "none" }
      add(trial, to: "acc_harbor", daysAgo: daysAgo)
    }
    var ahead = licenses(
      "sub_harbor_ahead", "business-premium", 6, assigned: 0, daysAgo: -12,
      price: ("28.00", "CAD"))
    ahead.state = "scheduled"
    add(ahead, to: "acc_harbor", daysAgo: -12)
  }

  func person(
    _ id: String, _ name: String, _ email: String, _ language: String, _ roles: [String]
  ) -> DemoAccount.Person {
    DemoAccount.Person(id: id, name: name, email: email, language: language, roles: roles)
  }
}
