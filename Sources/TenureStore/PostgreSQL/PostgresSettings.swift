/// How the store reaches PostgreSQL, and how long it waits for it.
public struct PostgresSettings: Sendable {
  /// As libpq takes it: `host=db1,db2 dbname=tenure sslmode=verify-full`, or
  /// `postgresql://tenure@db1,db2/tenure`. What it leaves out comes from the `PG…` variables.
  public var connection: String
  /// The connections at most, each with a thread of its own. Commits that meet share the disk's
  /// synchronisation, so more of them help where that is slow, and cost little where it is not.
  public var poolSize: Int
  /// How long a transaction may wait for a connection.
  public var poolWait: Duration
  /// How long one statement may run.
  public var statementLimit: Duration
  /// How long a statement may wait for a lock.
  public var lockLimit: Duration
  /// How long a transaction may sit idle before the server ends it.
  public var idleLimit: Duration
  /// How often a transaction is tried when the server asks it to give way.
  public var attempts: Int
  /// The pause before the second, third, … attempt. Let it hold chance, so that two transactions
  /// that met do not meet again.
  public var pause: @Sendable (_ attempt: Int) -> Duration

  public init(
    connection: String, poolSize: Int = 16, poolWait: Duration = .seconds(5),
    statementLimit: Duration = .seconds(30), lockLimit: Duration = .seconds(10),
    idleLimit: Duration = .seconds(15), attempts: Int = 5,
    pause: @escaping @Sendable (_ attempt: Int) -> Duration
  ) {
    precondition(poolSize > 0 && attempts > 0, "a pool has a connection, a transaction a try")
    self.connection = connection
    self.poolSize = poolSize
    self.poolWait = poolWait
    self.statementLimit = statementLimit
    self.lockLimit = lockLimit
    self.idleLimit = idleLimit
    self.attempts = attempts
    self.pause = pause
  }
}
