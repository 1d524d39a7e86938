import HTTPTypes

/// Every call of the interface.
enum Endpoints {
  static let all: [Endpoint] =
    accounts + people + subscriptions + acts + closing + history + batches + policies + access
    + operating + documents + health
}
