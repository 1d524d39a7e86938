import TenureEngine

extension Visit {
  /// What subscriptions of one list are called, by their ids: by their products, and where one name
  /// would stand for two, with the id, so that nobody takes one for another.
  func names(of list: [SubscriptionBody]) -> [String: String] {
    var counts: [String: Int] = [:]
    for body in list { counts[product(body.product), default: 0] += 1 }
    var names: [String: String] = [:]
    for body in list {
      let name = product(body.product)
      names[body.id] = counts[name] == 1 ? name : "\(name) (\(body.id))"
    }
    return names
  }
}
