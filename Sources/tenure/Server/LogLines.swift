import Foundation
import Logging
import TenureDomain
import TenureEngine

/// Writes the log to standard error, one line an entry: text for people, or JSON for programs.
struct LogLines: LogHandler {
  let format: ServerSettings.LogFormat
  let clock: any WallClock
  let write: @Sendable (String) -> Void
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  init(
    format: ServerSettings.LogFormat, level: Logger.Level, clock: any WallClock,
    write: @escaping @Sendable (String) -> Void = { Output.complain($0) }
  ) {
    self.format = format
    self.clock = clock
    self.write = write
    logLevel = level
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
      .map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
    write(line(event.level, "\(event.message)", fields))
  }

  private func line(
    _ level: Logger.Level, _ message: String, _ fields: [(String, String)]
  ) -> String {
    switch format {
    case .text:
      let rest = fields.map { " \($0)=\(Self.plain($1))" }.joined()
      return "\(clock.now()) \(level.rawValue) \(Self.oneLine(message))\(rest)"
    case .json:
      // What an entry always has comes last, so that no field of a message can take its place.
      var object: [String: String] = [:]
      for (name, value) in fields { object[name] = value }
      object["at"] = "\(clock.now())"
      object["level"] = level.rawValue
      object["message"] = message
      let bytes = try? JSONText.bytes(object)
      return String(decoding: bytes ?? [], as: UTF8.self)
    }
  }

  /// In quotes where it could be mistaken for more than one value.
  private static func plain(_ value: String) -> String {
    let isWord = !value.isEmpty && !value.contains { $0 == " " || $0 == "\"" || $0 == "=" }
    return isWord
      ? oneLine(value) : "\"" + oneLine(value.split(separator: "\"").joined(separator: "'")) + "\""
  }

  /// Nobody can begin a line of the log but the log.
  private static func oneLine(_ text: String) -> String {
    text.unicodeScalars.contains { $0.properties.generalCategory == .control }
      ? String(text.map { $0.isNewline || $0.asciiValue.map { $0 < 32 } == true ? " " : $0 }) : text
  }
}
