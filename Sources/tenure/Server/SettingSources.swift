import Configuration
import Foundation
import TenurePolicy

/// Where settings come from: flags before the environment before a file. Each remembers its place,
/// so that an error can name it.
struct SettingSources {
  /// A value with the place where it was told.
  struct Told {
    let value: String
    /// `--port`, `TENURE_PORT`, or `tenure.yaml:3`.
    let place: String
  }

  private struct Layer {
    let reader: ConfigReader
    let place: (Setting) -> String
  }

  private let layers: [Layer]

  /// - Parameters:
  ///   - flags: what the command line told.
  ///   - file: the path of a settings file in YAML or JSON; nil if there is none.
  /// - Throws: `InputErrors`, with every fault of the file's form.
  init(
    flags: [Setting: String], environment: [String: String], file: String?
  ) throws(InputErrors) {
    var layers = [
      Layer(reader: Self.reader("flags", flags)) { $0.flag },
      Layer(
        reader: ConfigReader(
          provider: EnvironmentVariablesProvider(
            environmentVariables: environment.filter { !$0.value.isEmpty })
        ).scoped(to: "tenure")
      ) { $0.variable },
    ]
    if let file {
      let content = try SettingsFile(path: file)
      layers.append(
        Layer(reader: Self.reader(file, content.values)) { setting in
          "\(file):\(content.lines[setting] ?? 0)"
        })
    }
    self.layers = layers
  }

  subscript(setting: Setting) -> Told? {
    for layer in layers {
      guard let value = layer.reader.string(forKey: ConfigKey([setting.rawValue])) else { continue }
      return Told(value: value, place: layer.place(setting))
    }
    return nil
  }

  private static func reader(_ name: String, _ values: [Setting: String]) -> ConfigReader {
    let pairs = values.map { setting, value in
      (AbsoluteConfigKey([setting.rawValue]), ConfigValue(.string(value), isSecret: false))
    }
    return ConfigReader(
      provider: InMemoryProvider(
        name: name, values: Dictionary(pairs, uniquingKeysWith: { first, _ in first })))
  }
}

/// A file of settings: `key: value` lines, in YAML or JSON.
struct SettingsFile {
  private(set) var values: [Setting: String] = [:]
  private(set) var lines: [Setting: Int] = [:]

  init(path: String) throws(InputErrors) {
    let text = try DocumentFile.text(URL(filePath: path), name: path)
    let reader = DocumentReader(file: path)
    let root = try DocumentParser.parse(text, file: path)
    let known = Setting.allCases.map(\.rawValue)
    for (name, node) in reader.mapping(root, optional: known) ?? [:] {
      guard let setting = Setting(rawValue: name) else { continue }
      lines[setting] = node.line
      if let items = node.items {
        values[setting] = items.compactMap(reader.text).joined(separator: ",")
      } else {
        values[setting] = reader.text(node)
      }
    }
    try reader.finish()
  }
}
