extension DemoWorld {
  /// Families in four countries, whose laws and shops differ.
  mutating func addFamilies() {
    addFamily(
      "hansen", "NO", "Europe/Oslo", "nb", ["Kari Hansen", "Lars Hansen", "Emma Hansen"],
      price: ("1299.00", "NOK"), daysAgo: 160)
    addFamily(
      "mikkelsen", "DK", "Europe/Copenhagen", "da",
      ["Søren Mikkelsen", "Anne Mikkelsen", "Freja Mikkelsen", "Oskar Mikkelsen"],
      price: ("899.00", "DKK"), daysAgo: 189)
    addFamily(
      "ozolins", "LV", "Europe/Riga", "lv", ["Ilze Ozoliņa", "Mārtiņš Ozoliņš"],
      price: ("99.00", "EUR"), daysAgo: 12)
    addFamily(
      "tremblay", "CA", "America/Toronto", "en",
      ["Luc Tremblay", "Maude Tremblay", "Rose Tremblay"], price: ("129.00", "CAD"),
      daysAgo: 371)
    add(
      DemoAct("turn-off-recurring-billing", by: "owner"), on: "sub_hansen_family",
      of: "acc_hansen", daysAgo: 30)
    addStoreCustomers()
  }

  private mutating func addFamily(
    _ name: String, _ country: String, _ zone: String, _ language: String, _ people: [String],
    price: (String, String), daysAgo: Int
  ) {
    let ids = people.indices.map { $0 == 0 ? "per_\(name)" : "per_\(name)_\($0 + 1)" }
    let members = zip(ids, people).enumerated().map { index, member in
      person(
        member.0, member.1, "\(index == 0 ? "home" : "member\(index + 1)")@\(name).example",
        language, [index == 0 ? "owner" : "family-member"])
    }
    add(
      DemoAccount(
        id: "acc_\(name)", name: people[0], kind: "consumer", family: "microsoft-365-consumer",
        country: country, timeZone: zone, language: language,
        storage: DemoAccount.Storage(used: 212_000_000_000, mail: 8_400_000_000),
        people: members))
    var plan = plan("sub_\(name)_family", "family", daysAgo: daysAgo, price: price)
    plan.sharedWith = ids.dropFirst().enumerated().map { index, id in
      DemoSubscription.Share(
        person: id,
        storage: DemoAccount.Storage(used: Int64(index) * 38_000_000_000 + 3_100_000_000))
    }
    add(plan, to: "acc_\(name)", daysAgo: daysAgo)
  }

  /// Bought in a phone's shop, where alone it can be ended; prepaid; and over with a full cloud.
  private mutating func addStoreCustomers() {
    let phones = [
      ("lind", "Sara Lind", "NO", "Europe/Oslo", "nb", "app-store", ("129.00", "NOK")),
      ("kalnina", "Laura Kalniņa", "LV", "Europe/Riga", "lv", "google-play", ("10.00", "EUR")),
    ]
    for (name, owner, country, zone, language, channel, price) in phones {
      add(
        consumer(name, owner, country, zone, language, used: 61_000_000_000))
      var personal = plan(
        "sub_\(name)_personal", "personal", daysAgo: 75, months: 1, price: price)
      personal.channel = channel
      add(personal, to: "acc_\(name)", daysAgo: 75)
    }
    add(
      consumer("holm", "Mikkel Holm", "DK", "Europe/Copenhagen", "da", used: 7_300_000_000))
    add(
      plan(
        "sub_holm_basic", "basic", daysAgo: 125, months: 1, price: ("19.00", "DKK"),
        recurring: false), to: "acc_holm", daysAgo: 125)
    add(
      consumer("roy", "Camille Roy", "CA", "America/Toronto", "en", used: 940_000_000))
    var prepaid = plan(
      "sub_roy_personal", "personal", daysAgo: 88, price: ("0.00", "CAD"), recurring: false)
    prepaid.kind = "prepaid"
    prepaid.paymentMethod = "none"
    add(prepaid, to: "acc_roy", daysAgo: 88)
  }

  private func consumer(
    _ name: String, _ owner: String, _ country: String, _ zone: String, _ language: String,
    used: Int64
  ) -> DemoAccount {
    DemoAccount(
      id: "acc_\(name)", name: owner, kind: "consumer", family: "microsoft-365-consumer",
      country: country, timeZone: zone, language: language,
      storage: DemoAccount.Storage(used: used),
      people: [person("per_\(name)", owner, "home@\(name).example", language, ["owner"])])
  }
}
