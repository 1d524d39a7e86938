import Foundation
import TenureEngine

/// What an operator asks about what keeps data from being deleted.
protocol SafeguardOperations: Sendable {
  /// The holds in force on all accounts; those of one account, ended ones among them, if it is
  /// named.
  func holds(of account: AccountID?) async throws -> [HoldBody]
  /// - Parameter body: as `placeHold` of the HTTP API takes it.
  func placeHold(_ body: [UInt8], on account: AccountID) async throws -> HoldBody
  func releaseHold(_ id: HoldID, of account: AccountID) async throws -> HoldBody
  func brakes() async throws -> [BrakeBody]
  func releaseBrake(_ name: String) async throws -> BrakeBody
}

extension LocalOperations {
  func holds(of account: AccountID?) async throws -> [HoldBody] {
    var holds: [HoldBody] = []
    var place: String?
    repeat {
      let page =
        if let account {
          try await opened.engine.holds(
            of: account, after: place, limit: PageLimit.most, by: .console)
        } else {
          try await opened.engine.holdsInForce(after: place, limit: PageLimit.most, by: .console)
        }
      holds += page.items
      place = page.next
    } while place != nil
    return holds
  }

  func placeHold(_ body: [UInt8], on account: AccountID) async throws -> HoldBody {
    let answer = try await opened.engine.placeHold(body, on: account, by: .console)
    return try JSONText.value(HoldBody.self, answer.body)
  }

  func releaseHold(_ id: HoldID, of account: AccountID) async throws -> HoldBody {
    let answer = try await opened.engine.releaseHold(id, of: account, by: .console)
    return try JSONText.value(HoldBody.self, answer.body)
  }

  func brakes() async throws -> [BrakeBody] {
    try await opened.engine.brakes(by: .console)
  }

  func releaseBrake(_ name: String) async throws -> BrakeBody {
    let answer = try await opened.engine.releaseBrake(name, by: .console)
    return try JSONText.value(BrakeBody.self, answer.body)
  }
}

extension RemoteOperations {
  func holds(of account: AccountID?) async throws -> [HoldBody] {
    struct Answer: Decodable {
      let items: [HoldBody]
      /// The address of what follows.
      let next: String?
    }
    var holds: [HoldBody] = []
    var address: String? = account.map { "/v1/accounts/\($0)/holds" } ?? "/v1/holds"
    while let page = address {
      let answer = try JSONDecoder().decode(Answer.self, from: await send("GET", page))
      holds += answer.items
      address = answer.next
    }
    return holds
  }

  func placeHold(_ body: [UInt8], on account: AccountID) async throws -> HoldBody {
    let answer = try await send("POST", "/v1/accounts/\(account)/holds", body, "application/json")
    return try JSONDecoder().decode(HoldBody.self, from: answer)
  }

  func releaseHold(_ id: HoldID, of account: AccountID) async throws -> HoldBody {
    let answer = try await send("POST", "/v1/accounts/\(account)/holds/\(id)/release")
    return try JSONDecoder().decode(HoldBody.self, from: answer)
  }

  func brakes() async throws -> [BrakeBody] {
    struct Answer: Decodable { let items: [BrakeBody] }
    let answer = try await send("GET", "/v1/operations/brakes")
    return try JSONDecoder().decode(Answer.self, from: answer).items
  }

  func releaseBrake(_ name: String) async throws -> BrakeBody {
    let answer = try await send("POST", "/v1/operations/brakes/\(name)/release")
    return try JSONDecoder().decode(BrakeBody.self, from: answer)
  }
}
