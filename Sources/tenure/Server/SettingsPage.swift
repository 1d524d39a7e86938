import Logging

/// The settings in force, with where each comes from and without secrets.
struct SettingsPage {
  let settings: ServerSettings
  let sources: SettingSources

  var text: String {
    let values = Setting.allCases.map { (setting: $0, value: value($0)) }
    let name = Setting.allCases.map(\.rawValue.count).max() ?? 0
    let width = values.map(\.value.count).max() ?? 0
    return values.map { setting, value in
      let place = sources[setting]?.place ?? "default"
      return setting.rawValue.padded(to: name) + "  " + value.padded(to: width) + "  " + place
        + "\n"
    }.joined()
  }

  private func value(_ setting: Setting) -> String {
    switch setting {
    case .database: settings.database.shown
    case .host: settings.host
    case .port: "\(settings.port)"
    case .metricsPort: settings.metricsPort.map(String.init) ?? "off"
    case .publicURL: settings.publicURL
    case .trustedProxies:
      settings.trustedProxies.isEmpty ? "none" : settings.trustedProxies.joined(separator: ",")
    case .tlsCertificate: settings.tls?.certificate ?? "none"
    case .tlsKey: settings.tls?.key ?? "none"
    case .backupFolder: settings.backupFolder
    case .signingKeyFile: settings.signingKeyFile
    case .logLevel: settings.logLevel.rawValue
    case .logFormat: settings.logFormat.rawValue
    case .rateLimit:
      switch settings.rateLimit {
      case .off: "off"
      case .perSecond(let count, let burst): "\(count):\(burst)"
      }
    case .deletionBrake: "\(settings.deletionPercent)"
    case .signIn: settings.signIn.rawValue
    }
  }
}
