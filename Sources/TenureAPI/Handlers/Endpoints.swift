import HTTPTypes

/// Every call of the interface.
enum Endpoints {
  static let all: [Endpoint] =
    accounts + people + subscriptions + acts + history + batches + policies + access + operating
    + work + payments + tasks + holds + exports + subscriptionAccess + clocks + feeds
    + closing + documents + health + cases + overview
}
