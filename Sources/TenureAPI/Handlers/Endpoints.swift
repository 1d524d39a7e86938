import HTTPTypes

/// Every call of the interface.
enum Endpoints {
  static let all: [Endpoint] =
    accounts + people + subscriptions + acts + history + batches + policies + access + operating
    + documents + health + clocks + feeds
}
