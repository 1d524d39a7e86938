import TenureEngine
import Testing

@testable import TenureAPI

extension Walk {
  /// Goes through payments and product keys.
  func payments() async throws {
    let list = World.path + "/payments"
    let added = #"{"act":"add-licenses","licenses":30,"actor":{"role":"billing-profile-owner"}}"#
    try await ok("POST", World.path + "/subscriptions/two/acts", added)
    try await ok("GET", "/v1/payments?state=due&limit=1")
    let found = try await ok("GET", list + "?state=due")
    let id = try #require(found.json["items"][0]["id"].text)
    let one = "\(list)/\(id)"
    let read = try await ok("GET", one)
    try await expect(304, "GET", one, nil, [("if-none-match", read.tag ?? "")])
    try await once(
      "POST", one + "/outcome", #"{"outcome":"paid"}"#,
      then: (one + "/outcome", #"{"outcome":"charged-back"}"#))
    try await expect(400, "POST", one + "/outcome", #"{"outcome":"failed"}"#)
    try await keys()
  }

  private func keys() async throws {
    let prepaid = World.subscription("prepaid").replacing(
      #""channel""#, with: #""kind":"prepaid","channel""#)
    try await ok("POST", World.path + "/subscriptions", prepaid)
    let path = World.path + "/subscriptions/prepaid/keys"
    try await once(
      "POST", path, #"{"key":"AB3DE-FGH5J-KLM7N"}"#, then: (path, #"{"key":"AB3DE-FGH5J-KLM8N"}"#))
    try await expect(400, "POST", path, #"{"key":"AB3DE-FGH5J-KLM7N"}"#)
  }
}
