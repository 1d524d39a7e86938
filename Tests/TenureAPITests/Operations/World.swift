import Testing

/// What the tests make on a server that begins empty.
enum World {
  static let account = """
    {"id":"nordlys","name":"Nordlys AS","kind":"business","family":"microsoft-365-business",
    "agreement":"mca","country":"NO","timeZone":"Europe/Oslo","billingProfile":"Oslo",
    "people":[{"id":"kari","name":"Kari Canary","email":"kari@nordlys.example",
    "roles":["global-administrator"]},
    {"id":"ola","name":"Ola Canary","email":"ola@nordlys.example","roles":["user"]}]}
    """

  /// A yearly term that began yesterday, 20 licenses at 12.50 USD a month.
  static func subscription(_ id: String) -> String {
    """
    {"id":"\(id)","product":"business-standard","channel":"direct","started":"2026-11-01",
    "term":{"start":"2026-11-01","end":"2027-11-01","interval":"year"},
    "price":{"amount":"12.50","currency":"USD","per":"license","every":"month"},
    "licenses":{"purchased":20,"assigned":18},"recurringBilling":true,"paymentMethod":"on-file"}
    """
  }

  static let cancel =
    #"{"act":"cancel","reason":"not-used","actor":{"role":"billing-profile-owner"}}"#

  /// A person with a clock of her own.
  static let family = """
    {"id":"familie","name":"Kari Canary","kind":"consumer","family":"microsoft-365-consumer",
    "country":"NO","timeZone":"Europe/Oslo","clock":"2026-11-01T09:00:00Z",
    "people":[{"id":"kari","name":"Kari Canary","roles":["owner"]},
    {"id":"ola","name":"Ola Canary","roles":["family-member"]}]}
    """

  /// A month that is not renewed: it ends on 1 December.
  static let shared = """
    {"id":"family","product":"family","started":"2026-11-01",
    "term":{"start":"2026-11-01","end":"2026-12-01","interval":"month"},
    "price":{"amount":"129.00","currency":"NOK","per":"subscription","every":"month"},
    "recurringBilling":false,"paymentMethod":"on-file"}
    """

  static let path = "/v1/accounts/nordlys"
  static let one = path + "/subscriptions/one"
}

extension TestServer {
  /// Makes the account and two subscriptions, `one` and `two`.
  func makeWorld() async throws {
    let account = try await post("/v1/accounts", World.account)
    try #require(account.status == 201, "\(account.text)")
    for id in ["one", "two"] {
      let made = try await post(World.path + "/subscriptions", World.subscription(id))
      try #require(made.status == 201, "\(made.text)")
    }
  }
}
