/// One link of an account's history.
public struct EventBody: Sendable, Encodable {
  public let sequence: Int64
  public let at: String
  public let subscription: String?
  public let type: String
  /// What happened, as it was hashed.
  public let body: RawJSON
  /// SHA-256 of the hash before it and of the body's bytes, in hexadecimal.
  public let hash: String
  /// The personal part; absent if there is none, or once the person was erased.
  public let personal: RawJSON?

  init(_ record: EventRecord) throws {
    sequence = record.sequence
    at = "\(record.at)"
    subscription = record.subscription?.text
    type = record.type
    body = try JSONText.value(RawJSON.self, record.body)
    hash = Hexadecimal.text(record.hash)
    personal = try record.personal.map { try JSONText.value(RawJSON.self, $0.data) }
  }
}

/// JSON whose shape does not matter where it passes through.
public enum RawJSON: Codable, Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case text(String)
  case list([RawJSON])
  case object([String: RawJSON])

  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let read = try? value.decode(Bool.self) {
      self = .boolean(read)
    } else if let read = try? value.decode(Int64.self) {
      self = .integer(read)
    } else if let read = try? value.decode(String.self) {
      self = .text(read)
    } else if let read = try? value.decode([RawJSON].self) {
      self = .list(read)
    } else {
      self = .object(try value.decode([String: RawJSON].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .boolean(let held): try value.encode(held)
    case .integer(let held): try value.encode(held)
    case .text(let held): try value.encode(held)
    case .list(let held): try value.encode(held)
    case .object(let held): try value.encode(held)
    }
  }
}
