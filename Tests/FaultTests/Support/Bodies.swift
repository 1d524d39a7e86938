/// What these tests read of the API's answers.

/// The answer to an act that was carried out, or was unnecessary.
struct ActAnswer: Decodable {
  struct Receipt: Decodable {
    let id: String
  }

  let outcome: String
  let receipt: Receipt
}

/// An error.
struct ProblemKind: Decodable {
  let type: String
}

struct Page<Item: Decodable>: Decodable {
  let items: [Item]
  let next: String?
}

struct Event: Decodable {
  struct Body: Decodable {
    let receipt: String?
    let version: Int?
  }

  let sequence: Int
  let subscription: String?
  let type: String
  let body: Body
}

/// An entry of the ledger, or a receipt.
struct Entry: Decodable {
  let subscription: String?
}

struct DoctorAnswer: Decodable {
  struct Finding: Decodable {}

  let findings: [Finding]
}
