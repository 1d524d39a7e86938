/// What everybody hears once a process of the simulation is dead.
struct Crash: Error {}

/// Whom a session tells of what it is about to do.
struct Step: Sendable {
  enum Kind: Sendable {
    case statement(String)
    /// Everything is said, nothing is committed.
    case commit
    /// It is on disk, and nobody was told.
    case answer
  }

  let kind: Kind
  let isWriting: Bool
}
