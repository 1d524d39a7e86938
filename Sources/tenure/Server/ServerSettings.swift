import Foundation
import Logging
import TenurePolicy

/// How a server is to be run, read and checked.
struct ServerSettings {
  var database: DatabasePlace
  var host: String
  var port: Int
  var metricsPort: Int?
  /// Without a slash at its end.
  var publicURL: String
  /// Addresses or ranges, as told.
  var trustedProxies: [String]
  var tls: TLSFiles?
  var signingKeyFile: String
  /// Where copies of the database go.
  var backupFolder: String
  var logLevel: Logger.Level
  var logFormat: LogFormat
  var rateLimit: RateSetting
  /// More deletions within a day than so many per cent of all subscriptions put the brake on.
  var deletionPercent = 5
  var signIn = SignIn.code

  struct TLSFiles: Hashable {
    var certificate: String
    var key: String
  }

  enum LogFormat: String, CaseIterable {
    case text, json
  }

  /// How people sign in to the pages.
  enum SignIn: String, CaseIterable {
    /// By a code that works once.
    case code
    /// By choosing who they are. Only where a sample world lives, because it asks for no secret.
    case demo
  }

  /// How many requests a caller may send.
  enum RateSetting: Hashable {
    case off
    case perSecond(Int, burst: Int)
  }
}

/// Where the database lies.
enum DatabasePlace: Hashable {
  /// The path of an SQLite file.
  case file(String)
  /// The address of a PostgreSQL server; it may hold a password.
  case server(String)

  init(_ text: String) {
    let isServer = ["postgresql://", "postgres://"].contains { text.hasPrefix($0) }
    self = isServer ? .server(text) : .file(text)
  }

  /// As it may be shown: without a password.
  var shown: String {
    switch self {
    case .file(let path): return path
    case .server(let address):
      guard let scheme = address.range(of: "://"),
        let at = address[scheme.upperBound...].firstIndex(of: "@"),
        let colon = address[scheme.upperBound..<at].firstIndex(of: ":")
      else { return Self.withoutParameter(address) }
      return Self.withoutParameter(address[...colon] + "…" + address[at...])
    }
  }

  /// A password can also stand among the parameters.
  private static func withoutParameter(_ address: some StringProtocol) -> String {
    guard let mark = address.firstIndex(of: "?") else { return String(address) }
    let parameters = address[address.index(after: mark)...].split(separator: "&").map { parameter in
      parameter.hasPrefix("password=") || parameter.hasPrefix("sslpassword=")
        ? parameter.prefix { $0 != "=" } + "=…" : String(parameter)
    }
    return String(address[...mark]) + parameters.joined(separator: "&")
  }
}
