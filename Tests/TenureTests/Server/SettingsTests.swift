import Foundation
import Logging
import TenurePolicy
import TenureTesting
import Testing

@testable import tenure

/// Where a server's settings come from, and what is said about bad ones.
@Suite struct `A setting` {
  private func settings(
    _ flags: [Setting: String] = [:], _ environment: [String: String] = [:], file: String? = nil
  ) throws -> ServerSettings {
    try SettingsReader.settings(
      SettingSources(flags: flags, environment: environment, file: file))
  }

  @Test func `has a default`() throws {
    let settings = try settings()
    #expect(settings.database == .file("tenure.db"))
    #expect(settings.publicURL == "http://127.0.0.1:8080")
    #expect(settings.signingKeyFile == "tenure.db.signing-key")
    #expect(settings.metricsPort == nil)
    #expect(settings.rateLimit == .perSecond(50, burst: 200))
  }

  @Test func `is told by a flag before the environment before a file`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("port: 1\nhost: file.example\nlog-level: debug\n", to: "t.yaml")
    let settings = try settings(
      [.port: "3"], ["TENURE_PORT": "2", "TENURE_HOST": "environment.example"], file: file)
    #expect(settings.port == 3)
    #expect(settings.host == "environment.example")
    #expect(settings.logLevel == .debug)
  }

  @Test func `is not told by an empty variable`() throws {
    #expect(try settings([:], ["TENURE_PORT": ""]).port == 8080)
  }

  @Test func `may be a list in a file of YAML or JSON`() throws {
    let folder = try TemporaryFolder()
    let yaml = try folder.write("trusted-proxies: [10.0.0.0/8, 192.0.2.7]\n", to: "t.yaml")
    let json = try folder.write(#"{"trusted-proxies": ["10.0.0.0/8", "192.0.2.7"]}"#, to: "t.json")
    for file in [yaml, json] {
      #expect(try settings(file: file).trustedProxies == ["10.0.0.0/8", "192.0.2.7"])
    }
  }

  @Test func `is refused with every other bad one, each with its place`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("host: 127.0.0.1\nrate-limit: fast\n", to: "t.yaml")
    let errors = #expect(throws: InputErrors.self) {
      try settings(
        [.port: "80800", .tlsKey: "/nowhere"],
        ["TENURE_LOG_LEVEL": "loud", "TENURE_PUBLIC_URL": "tenure"], file: file)
    }
    #expect(
      Set((errors?.errors ?? []).map(\.file)) == [
        "--port", "--tls-key", "TENURE_LOG_LEVEL", "TENURE_PUBLIC_URL", "\(file):2",
      ])
  }

  @Test func `must be one that there is`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("prot: 80\n", to: "t.yaml")
    let errors = #expect(throws: InputErrors.self) { try settings(file: file) }
    #expect(errors?.errors.first?.remedy == "did you mean `port`?")
    #expect(errors?.errors.first?.line == 1)
  }

  @Test(arguments: [
    ("postgresql://app:secret@db1,db2/tenure", "postgresql://app:…@db1,db2/tenure"),
    (
      "postgresql://app@db1/tenure?password=secret&x=1",
      "postgresql://app@db1/tenure?password=…&x=1"
    ),
    ("postgresql://db1/tenure", "postgresql://db1/tenure"), ("/var/tenure.db", "/var/tenure.db"),
  ])
  func `shows no password`(_ told: String, _ shown: String) throws {
    let flags: [Setting: String] = [.database: told]
    let sources = try SettingSources(flags: flags, environment: [:], file: nil)
    let settings = try SettingsReader.settings(sources)
    #expect(settings.database.shown == shown)
    #expect(!SettingsPage(settings: settings, sources: sources).text.contains("secret"))
  }

  @Test(arguments: [
    ("5", ServerSettings.RateSetting.perSecond(5, burst: 20)), ("off", .off),
    ("5:9", .perSecond(5, burst: 9)),
  ])
  func `of the rate is a number, a number and a burst, or off`(
    _ text: String, _ rate: ServerSettings.RateSetting
  ) throws {
    #expect(try settings([.rateLimit: text]).rateLimit == rate)
  }

  @Test func `of how people sign in is a code unless told otherwise`() throws {
    #expect(try settings().signIn == .code)
    #expect(try settings([.signIn: "demo"]).signIn == .demo)
    let errors = #expect(throws: InputErrors.self) { try settings([:], ["TENURE_SIGN_IN": "x"]) }
    #expect(errors?.errors.map(\.file) == ["TENURE_SIGN_IN"])
  }

  @Test func `stands in the reference`() throws {
    let page = try Project.text("Documentation/reference/settings.md")
    for setting in Setting.allCases {
      #expect(page.contains("| `\(setting.flag)` | `\(setting.variable)` |"), "\(setting.flag)")
    }
  }

  @Test func `is shown with its place`() async throws {
    let run = try await CommandRun.tenure(
      ["serve", "--show-settings", "--port", "81"], environment: ["TENURE_HOST": "::1"])
    #expect(run.status == 0)
    #expect(run.output.contains(/port +81 +--port/))
    #expect(run.output.contains(/host +::1 +TENURE_HOST/))
    #expect(run.output.contains(/public-url +http:\/\/\[::1\]:81 +default/))
  }
}
