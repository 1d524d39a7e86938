/// Which cases a list shows; all conditions hold.
public struct CaseFilter: Sendable, Hashable {
  public var account: AccountID?
  public var person: PersonID?
  public var state: CaseState?
  /// Whether the list begins with the newest case instead of the oldest.
  public var isNewestFirst: Bool

  /// - Precondition: a person is named with the account.
  public init(
    account: AccountID? = nil, person: PersonID? = nil, state: CaseState? = nil,
    isNewestFirst: Bool = false
  ) {
    precondition(person == nil || account != nil, "a person belongs to an account")
    self.account = account
    self.person = person
    self.state = state
    self.isNewestFirst = isNewestFirst
  }
}

/// What can be read of cases.
public protocol CaseReader {
  func supportCase(_ id: CaseID, of account: AccountID) throws -> CaseRecord?
  /// In the order of their ids, which is that of time, or the other way round.
  func cases(_ filter: CaseFilter, _ page: PageRequest<CaseID>) throws -> [CaseRecord]
}

/// What can be changed of cases.
public protocol CaseWriter: CaseReader {
  /// - Throws: `StoreError.duplicate` if its id is taken in the account.
  func insert(_ record: CaseRecord) throws
  /// Keeps a changed case whose stored version is one less than the record's.
  func update(_ record: CaseRecord) throws
  /// Removes what is personal of a person's cases.
  ///
  /// - Parameter unnamed: whether those go as well that name nobody.
  func eraseCases(of person: PersonID, in account: AccountID, unnamed: Bool) throws
}
