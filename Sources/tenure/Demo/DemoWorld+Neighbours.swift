extension DemoWorld {
  /// Many small organisations around the others, so that lists have pages.
  mutating func addNeighbours(seed: UInt64) {
    var numbers = DemoNumbers(seed: seed)
    var known: Set<String> = []
    while known.count < 40 {
      let first = Self.places.randomElement(using: &numbers) ?? ""
      let trade = Self.trades.randomElement(using: &numbers) ?? ""
      let word = "\(first)_\(trade)".lowercased()
      guard known.insert(word).inserted else { continue }
      addNeighbour(word, "\(first) \(trade)", &numbers)
    }
  }

  private mutating func addNeighbour(
    _ word: String, _ name: String, _ numbers: inout DemoNumbers
  ) {
    let id = "acc_\(word)"
    let home = Self.homes.randomElement(using: &numbers) ?? Self.homes[0]
    let given = Self.names.randomElement(using: &numbers) ?? "Kim"
    let host = word.map { $0 == "_" ? "-" : String($0) }.joined()
    add(
      DemoAccount(
        id: id, name: name, agreement: "mosa", country: home.country, timeZone: home.zone,
        language: home.language,
        people: [
          person(
            "per_\(word)", "\(given) \(Self.families.randomElement(using: &numbers) ?? "Holt")",
            "office@\(host).example", home.language,
            ["global-administrator", "billing-administrator"])
        ]))
    let products = ["business-basic", "business-standard", "business-premium"]
    for index in 0..<Int.random(in: 1...3, using: &numbers) {
      let daysAgo = Int.random(in: 2...320, using: &numbers)
      let count = Int.random(in: 1...24, using: &numbers)
      let subscription = "sub_\(word)_\(index + 1)"
      add(
        licenses(
          subscription, products[index], count,
          assigned: Int.random(in: 0...count, using: &numbers), daysAgo: daysAgo,
          months: Bool.random(using: &numbers) ? 1 : 12,
          price: ("\(Int.random(in: 5...22, using: &numbers)).50", home.currency)),
        to: id, daysAgo: daysAgo)
      let act = Self.acts.randomElement(using: &numbers) ?? "none"
      if act != "none", daysAgo > 4 {
        add(
          DemoAct(
            act, by: "billing-administrator", reason: act == "cancel" ? "not-used" : nil),
          on: subscription, of: id,
          daysAgo: Int.random(in: 1...(daysAgo - 2), using: &numbers))
      }
    }
  }

  private static let acts = ["none", "none", "none", "cancel", "turn-off-recurring-billing"]

  private static let homes = [
    (country: "NO", zone: "Europe/Oslo", language: "nb", currency: "NOK"),
    (country: "DK", zone: "Europe/Copenhagen", language: "da", currency: "DKK"),
    (country: "LV", zone: "Europe/Riga", language: "lv", currency: "EUR"),
    (country: "CA", zone: "America/Toronto", language: "en", currency: "CAD"),
    (country: "US", zone: "America/Denver", language: "en", currency: "USD"),
  ]

  private static let places = [
    "Alder", "Birch", "Cedar", "Dune", "Elm", "Fjell", "Glen", "Heron", "Isle", "Juniper", "Kilden",
    "Larch", "Moor", "Nord", "Orchard", "Pebble", "Quarry", "Ridge", "Skov", "Tarn",
  ]

  private static let trades = [
    "Bakery", "Clinic", "Design", "Joinery", "Legal", "Logistics", "Optics", "Press", "Surveyors",
    "Veterinary",
  ]

  private static let names = [
    "Agnes", "Bo", "Dace", "Eirik", "Fatima", "Gita", "Hugo", "Ingrid", "Jānis", "Liv", "Mateo",
    "Nora", "Otto", "Pernille", "Ruta", "Sigrid", "Théo", "Vera",
  ]

  private static let families = [
    "Aas", "Bērziņš", "Chen", "Dahl", "Eriksen", "Fournier", "Grant", "Holt", "Iversen", "Krūmiņa",
    "Lund", "Moreau", "Nygaard", "Petersen", "Singh", "Vītola",
  ]
}
