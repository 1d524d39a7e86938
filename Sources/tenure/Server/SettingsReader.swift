import Foundation
import Logging
import TenureAPI
import TenurePolicy

/// Reads settings and notes everything that is wrong with them, so that one run shows all of it.
struct SettingsReader {
  private let sources: SettingSources
  private var faults: [InputError] = []

  private init(_ sources: SettingSources) {
    self.sources = sources
  }

  /// - Throws: `InputErrors`, every bad setting with its place.
  static func settings(_ sources: SettingSources) throws(InputErrors) -> ServerSettings {
    var reader = SettingsReader(sources)
    let settings = reader.read()
    if !reader.faults.isEmpty { throw InputErrors(reader.faults) }
    return settings
  }

  private mutating func read() -> ServerSettings {
    let database = DatabasePlace(sources[.database]?.value ?? "tenure.db")
    let tls = tls()
    let host = sources[.host]?.value ?? "127.0.0.1"
    let port = number(.port, in: 0...65535) ?? 8080
    let scheme = tls == nil ? "http" : "https"
    let shownHost = host.contains(":") ? "[\(host)]" : host
    return ServerSettings(
      database: database, host: host, port: port,
      metricsPort: number(.metricsPort, in: 0...65535),
      publicURL: publicURL() ?? "\(scheme)://\(shownHost):\(port)",
      trustedProxies: trustedProxies(), tls: tls,
      signingKeyFile: sources[.signingKeyFile]?.value ?? Self.keyFile(beside: database),
      backupFolder: sources[.backupFolder]?.value ?? Self.backupFolder(beside: database),
      logLevel: word(.logLevel, Logger.Level.self) ?? .info,
      logFormat: word(.logFormat, ServerSettings.LogFormat.self) ?? .text, rateLimit: rateLimit(),
      deletionPercent: number(.deletionBrake, in: 1...100) ?? 5,
      signIn: word(.signIn, ServerSettings.SignIn.self) ?? .code)
  }

  /// The key of a file's database lies beside it, under a name of its own, so that a copy of the
  /// database does not take the key along.
  static func keyFile(beside database: DatabasePlace) -> String {
    switch database {
    case .file(let path): path + ".signing-key"
    case .server: "tenure.signing-key"
    }
  }

  static func backupFolder(beside database: DatabasePlace) -> String {
    switch database {
    case .file(let path): URL(filePath: path).deletingLastPathComponent().path + "/backups"
    case .server: "backups"
    }
  }

  private mutating func note(_ told: SettingSources.Told, _ problem: String, _ remedy: String) {
    faults.append(InputError(file: told.place, problem: problem, remedy: remedy))
  }

  private mutating func number(_ setting: Setting, in range: ClosedRange<Int>) -> Int? {
    guard let told = sources[setting] else { return nil }
    if let number = Int(told.value), range.contains(number) { return number }
    note(
      told, "`\(told.value)` is not a number from \(range.lowerBound) to \(range.upperBound)",
      "write digits only")
    return nil
  }

  private mutating func word<W: CaseIterable & RawRepresentable<String>>(
    _ setting: Setting, _ type: W.Type
  ) -> W? {
    guard let told = sources[setting] else { return nil }
    if let word = W(rawValue: told.value) { return word }
    let words = W.allCases.map(\.rawValue).joined(separator: ", ")
    note(told, "`\(told.value)` is not one of its values", "use one of: \(words)")
    return nil
  }

  private mutating func publicURL() -> String? {
    guard let told = sources[.publicURL] else { return nil }
    let url = URL(string: told.value)
    let isWhole = url?.host?.isEmpty == false && url?.query == nil && url?.fragment == nil
    guard isWhole, url?.scheme == "https" || url?.scheme == "http" else {
      note(told, "`\(told.value)` is not an address", "write it as `https://tenure.example.com`")
      return nil
    }
    return told.value.hasSuffix("/") ? String(told.value.dropLast()) : told.value
  }

  private mutating func trustedProxies() -> [String] {
    guard let told = sources[.trustedProxies] else { return [] }
    let ranges = told.value.split { $0 == "," || $0 == " " }.map(String.init)
    for range in ranges where NetworkRange(range) == nil {
      note(
        told, "`\(range)` is not an address or a range of addresses",
        "write addresses such as `10.0.0.7` or `10.0.0.0/8`, with commas between them")
    }
    return ranges
  }

  private mutating func tls() -> ServerSettings.TLSFiles? {
    let (certificate, key) = (sources[.tlsCertificate], sources[.tlsKey])
    switch (certificate, key) {
    case (nil, nil): return nil
    case (let certificate?, let key?):
      for told in [certificate, key]
      where !FileManager.default.isReadableFile(atPath: told.value) {
        note(told, "`\(told.value)` cannot be read", "check the path and its permissions")
      }
      return ServerSettings.TLSFiles(certificate: certificate.value, key: key.value)
    case (let certificate?, nil):
      note(certificate, "a certificate needs its key", "add `\(Setting.tlsKey.flag)`")
    case (nil, let key?):
      note(key, "a key needs its certificate", "add `\(Setting.tlsCertificate.flag)`")
    }
    return nil
  }

  private mutating func rateLimit() -> ServerSettings.RateSetting {
    guard let told = sources[.rateLimit] else { return .perSecond(50, burst: 200) }
    if told.value == "off" { return .off }
    let parts = told.value.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    if let perSecond = parts.first ?? nil, (1...1_000_000).contains(perSecond), parts.count <= 2 {
      if parts.count == 1 { return .perSecond(perSecond, burst: perSecond * 4) }
      if let burst = parts[1], burst >= perSecond, burst <= 10_000_000 {
        return .perSecond(perSecond, burst: burst)
      }
    }
    note(
      told, "`\(told.value)` is not a rate",
      "write requests a second, such as `50` or `50:200` (so many at once), or `off`")
    return .perSecond(50, burst: 200)
  }
}
