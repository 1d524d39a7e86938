public import NIOCore

/// How the server is reached, and what it bears.
public struct APISettings: Sendable {
  public var host: String
  /// 0 takes any free port.
  public var port: Int
  /// Where clients reach the server, without a slash at the end, such as
  /// `https://tenure.example.com`.
  public var publicURL: String
  /// The proxies that are believed about whom they speak for.
  public var trustedProxies: [NetworkRange] = []
  public var limits = RequestLimits()
  /// nil switches rate limits off.
  public var rate: RateLimit? = RateLimit()
  /// Whether each request leaves a line in the log.
  public var logsRequests = true
  /// The version of the server, for `/metrics`.
  public var version: String
  /// The engine of the store, for `/metrics`: `sqlite` or `postgresql`.
  public var storeName: String

  public init(
    host: String = "127.0.0.1", port: Int = 8080, publicURL: String, version: String,
    storeName: String
  ) {
    self.host = host
    self.port = port
    self.publicURL = publicURL
    self.version = version
    self.storeName = storeName
  }
}

/// What a request may cost.
public struct RequestLimits: Sendable {
  /// The largest body, in bytes.
  public var body = 1 << 20
  /// The largest body of an import, in bytes.
  public var importBody = 64 << 20
  /// The longest path and query, in bytes.
  public var target = 8 << 10
  /// The largest header fields together, in bytes.
  public var fields = 32 << 10
  /// How long a request's body may take to arrive.
  public var arrival: Duration = .seconds(30)
  /// How long the answer may take, once the request is there.
  public var answer: Duration = .seconds(60)
  /// How long an import, export, check or back-up may take.
  public var longAnswer: Duration = .seconds(3600)
  /// How long a connection may say nothing before it is closed.
  public var idle: TimeAmount = .seconds(60)
  /// Connections at a time; further ones wait to be accepted.
  public var connections = 10_000

  public init() {}
}

/// How often a caller may ask: so many a second in the long run, so many at once.
public struct RateLimit: Sendable, Hashable {
  public var perSecond = 50
  public var burst = 200
  /// The same for requests that do not say who asks, by client address.
  public var perSecondUnknown = 5
  public var burstUnknown = 50
  /// Callers remembered at a time.
  public var callers = 10_000

  public init() {}
}
