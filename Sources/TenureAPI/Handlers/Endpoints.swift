import HTTPTypes

/// Every call of the interface.
enum Endpoints {
  static let all: [Endpoint] =
    accounts + people + subscriptions + acts + history + batches + policies + access + operating
    + work + payments
    + documents + health
    + tasks + holds + exports + subscriptionAccess
}
