import HTTPTypes

/// Every call of the interface.
enum Endpoints {
  static let all: [Endpoint] = health + documents
}
