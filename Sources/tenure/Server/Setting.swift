/// What can be set of a server. The same word is the flag `--word`, the key `word:` of a settings
/// file and, in capitals with `_`, the variable `TENURE_WORD`.
enum Setting: String, CaseIterable {
  case database, host, port
  case metricsPort = "metrics-port"
  case publicURL = "public-url"
  case trustedProxies = "trusted-proxies"
  case tlsCertificate = "tls-certificate"
  case tlsKey = "tls-key"
  case backupFolder = "backup-folder"
  case signingKeyFile = "signing-key-file"
  case logLevel = "log-level"
  case logFormat = "log-format"
  case rateLimit = "rate-limit"
  case deletionBrake = "deletion-brake"
  case signIn = "sign-in"

  var flag: String { "--\(rawValue)" }

  var variable: String {
    "TENURE_" + rawValue.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
  }
}
