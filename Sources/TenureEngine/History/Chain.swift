/// How the events of an account hold on to each other: each has the hash of the one before.
public enum Chain {
  /// Where the history of an account ends before its first event.
  public static let start = ChainHead(sequence: 0, hash: [UInt8](repeating: 0, count: 32))

  /// The hash of an event: SHA-256 of the hash before it and of its body.
  public static func hash(after previous: [UInt8], body: [UInt8]) -> [UInt8] {
    Hash.sha256(previous, body)
  }
}

extension EventRecord.PersonalPart {
  /// What the event's body holds in place of the data: SHA-256 of salt and data.
  public var digest: [UInt8] { Hash.sha256(salt, data) }
}
