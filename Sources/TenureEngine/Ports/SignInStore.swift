public import TenureDomain

/// What can be read of those who signed in.
public protocol SignInReader {
  /// The session with a token of this hash, ended ones included.
  func session(hash: [UInt8]) throws -> SessionRecord?
  /// In the order of their ids, ended ones included.
  func sessions(of person: PersonID, of account: AccountID) throws -> [SessionRecord]
  /// In the order of their ids, ended ones included.
  func sessions(of key: KeyID) throws -> [SessionRecord]
}

/// What can be changed of those who sign in.
public protocol SignInWriter {
  /// - Throws: `StoreError.duplicate` if its id or its token is taken.
  func insert(_ session: SessionRecord) throws
  /// The first end counts.
  func end(_ session: SessionID, at now: Timestamp) throws
  /// Ends every session of an account.
  func endSessions(of account: AccountID, at now: Timestamp) throws
  /// Ends every session that speaks for a key.
  func endSessions(of key: KeyID, at now: Timestamp) throws

  /// - Throws: `StoreError.duplicate` if its identifier is taken.
  func insert(_ code: SignInCodeRecord) throws
  /// Counts a try of a code that still holds, before anybody knows whether it is right: of tries at
  /// the same time each is counted.
  ///
  /// - Returns: the code with this try; nil if there is none, if it was used, if it is over or if
  ///   it was tried too often (``SignInCodeRecord/mostTries``).
  func tryCode(_ identifier: String, at now: Timestamp) throws -> SignInCodeRecord?
  /// Uses up a code that was tried in this transaction.
  func useCode(_ identifier: String, at now: Timestamp) throws
  /// Removes at most so many codes that were made earlier.
  ///
  /// - Returns: how many went.
  func removeCodes(madeBefore limit: Timestamp, atMost count: Int) throws -> Int
}
