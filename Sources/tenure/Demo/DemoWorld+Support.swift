extension DemoWorld {
  /// The vendor's own support, and who waits for its call.
  mutating func addSupport() {
    add(
      DemoAccount(
        id: "acc_tenure_support", name: "Tenure Support", country: "IE",
        timeZone: "Europe/Dublin", language: "en",
        people: [
          person(
            "per_alva", "Alva Lindqvist", "alva@support.example", "en", ["support-agent"]),
          person("per_sean", "Seán Doyle", "sean@support.example", "en", ["support-agent"]),
        ]))
    add(
      DemoCase(
        phone: "+1 312 555 0142", person: "per_omar", subscription: "sub_brightwater_standard",
        act: "cancel", language: "en", bestTime: "Weekdays after four, Chicago time",
        note: "We are moving two of our three clinics to another supplier. More than 25 people "
          + "have a license. In which order do we do this?"),
      to: "acc_brightwater", daysAgo: 2)
    add(
      DemoCase(
        phone: "+47 22 55 01 99", person: "per_hansen", subscription: "sub_hansen_family",
        language: "nb", bestTime: "Etter klokka 17",
        note: "Hva skjer med bildene våre når abonnementet tar slutt?"),
      to: "acc_hansen", daysAgo: 1)
    add(
      DemoCase(
        phone: "+371 2555 0167", person: "per_kalnina", subscription: "sub_kalnina_personal",
        act: "cancel", language: "lv", note: "Abonementu nopirku savā tālrunī. Kur to var atcelt?"),
      to: "acc_kalnina", daysAgo: 1)
    add(
      DemoCase(
        phone: "+45 3555 0118", person: "per_holm", subscription: "sub_holm_basic",
        language: "da", bestTime: "Om formiddagen"),
      to: "acc_holm", daysAgo: 12)
    steps.append(
      DemoStep(
        daysAgo: 11,
        what: .called(
          "Called at ten. He keeps the free storage and has saved his photos.", of: "acc_holm")))
  }

  private mutating func add(_ wish: DemoCase, to account: String, daysAgo: Int) {
    steps.append(DemoStep(daysAgo: daysAgo, what: .callBack(wish, of: account)))
  }
}
