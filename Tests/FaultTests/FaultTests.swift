import Testing

/// What may happen to a server that carries acts out, done to the real command. One after the
/// other: each of them keeps both cores busy.
///
/// Whatever happens, a client that was given a receipt finds it again under its key, nothing was
/// done twice, and `tenure doctor` finds nothing.
@Suite(.serialized) struct FaultTests {}
