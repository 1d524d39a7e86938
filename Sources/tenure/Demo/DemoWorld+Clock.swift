extension DemoWorld {
  /// An organisation with a clock of its own, to see what time brings without waiting for it.
  mutating func addClock() {
    add(
      DemoAccount(
        id: Self.clocked, name: "Meridian Observatory", agreement: "mosa", country: "IE",
        timeZone: "Europe/Dublin", language: "en", clock: "\(today)T09:00:00Z",
        people: [
          person(
            "per_niamh", "Niamh Byrne", "niamh@meridian.example", "en", ["global-administrator"])
        ]))
    add(
      licenses(
        "sub_meridian_standard", "business-standard", 12, assigned: 11, daysAgo: 10,
        price: ("11.70", "EUR")), to: Self.clocked, daysAgo: 0)
    add(
      licenses(
        "sub_meridian_basic", "business-basic", 30, assigned: 30, daysAgo: 20,
        price: ("5.60", "EUR"), recurring: false), to: Self.clocked, daysAgo: 0)
    add(
      licenses(
        "sub_meridian_premium", "business-premium", 5, assigned: 5, daysAgo: 3,
        price: ("20.60", "EUR")), to: Self.clocked, daysAgo: 0)
    add(
      DemoAct("cancel", by: "global-administrator", reason: "not-used"), on: "sub_meridian_premium",
      of: Self.clocked, daysAgo: 0)
  }

  /// The account whose time moves only when somebody moves it.
  static let clocked = "acc_meridian"
}
