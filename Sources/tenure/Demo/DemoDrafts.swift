import TenureDomain
import TenureEngine

/// An account of the sample world, as `createAccount` of the HTTP API takes it.
struct DemoAccount: Encodable {
  struct Person: Encodable {
    var id: String
    var name: String
    var email: String
    var language: String
    var roles: [String]
  }

  struct Storage: Encodable {
    var used: Int64
    var mail: Int64?
  }

  var id: String
  var name: String
  var kind = "business"
  var family = "microsoft-365-business"
  var agreement: String?
  var program: String?
  var segment: String?
  var country: String
  var timeZone: String
  var language: String
  var billingProfile: String?
  /// What its own clock says; nil for an account that lives by the wall clock.
  var clock: String?
  var storage: Storage?
  var domains: [String] = []
  var people: [Person] = []
}

/// A subscription of the sample world, as `createSubscription` of the HTTP API takes it.
struct DemoSubscription: Encodable {
  struct Period: Encodable {
    var start: String
    var end: String
    var interval: String?
  }

  struct Price: Encodable {
    var amount: String
    var currency: String
    var per: String
    var every: String
  }

  struct Licenses: Encodable {
    var purchased: Int
    var assigned: Int
  }

  struct Share: Encodable {
    var person: String
    var storage: DemoAccount.Storage?
  }

  var id: String
  var product: String
  var kind: String?
  var state: String?
  var channel: String?
  var started: String
  var term: Period
  var price: Price?
  var licenses: Licenses?
  var recurringBilling = true
  var paymentMethod = "on-file"
  var pastDue: Bool?
  var sharedWith: [Share]?
  /// The edition it is pinned to; nil for the one in force.
  var edition: String?
}

/// Something that happens in the sample world's past.
struct DemoStep {
  enum What {
    case account(DemoAccount)
    case subscription(DemoSubscription, of: String)
    case act(DemoAct, on: String, of: String)
    /// Somebody wants to be called.
    case callBack(DemoCase, of: String)
    /// Support saw to who waits longest in the account, and this came of it.
    case called(String, of: String)
  }

  /// How many days before now.
  var daysAgo: Int
  var what: What
}

/// An act, as the HTTP API takes it.
struct DemoAct: Encodable {
  struct Actor: Encodable {
    var role: String
  }

  var act: String
  var licenses: Int?
  var reason: String?
  var actor: Actor

  init(_ act: String, by role: String, licenses: Int? = nil, reason: String? = nil) {
    self.act = act
    self.licenses = licenses
    self.reason = reason
    actor = Actor(role: role)
  }
}

/// A wish to be called, as the HTTP API takes it.
struct DemoCase: Encodable {
  var phone: String
  var person: String
  var subscription: String?
  var act: String?
  var language: String
  var bestTime: String?
  var note: String?
}
