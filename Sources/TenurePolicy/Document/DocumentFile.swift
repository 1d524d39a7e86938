public import FoundationEssentials

/// Reads the text of documents from disk, within the size limit and with errors that name the file.
public enum DocumentFile {
  /// The text of a file.
  ///
  /// - Parameter name: how errors call it; its path if nil.
  public static func text(_ file: URL, name: String? = nil) throws(InputErrors) -> String {
    let name = name ?? file.path
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory) else {
      throw fault(name, "there is no such file", "check the path, or write `-` for standard input")
    }
    if isDirectory {
      throw fault(name, "it is a folder", "name a file in it")
    }
    // Mapped, so that a file that is too large is refused before it is read.
    guard let data = try? Data(contentsOf: file, options: .mappedIfSafe) else {
      throw fault(name, "the file cannot be read", "check its permissions")
    }
    return try text(data, name: name)
  }

  /// The text of bytes that were read elsewhere, such as from standard input.
  public static func text(_ data: Data, name: String) throws(InputErrors) -> String {
    try refuse(size: data.count, name)
    // An array is looked through many times faster than the data itself.
    let bytes = data.starts(with: byteOrderMark) ? Array(data.dropFirst(3)) : Array(data)
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw fault(name, "it is not text in UTF-8", "save it as YAML or JSON in UTF-8")
    }
    return text
  }

  /// What some editors write at the beginning of a text.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The names of a folder's YAML files, sorted.
  public static func names(in folder: URL) throws(InputErrors) -> [String] {
    try entries(folder).filter { $0.hasSuffix(".yaml") }
  }

  /// The names of the folders in a folder, sorted.
  static func folders(in folder: URL) throws(InputErrors) -> [String] {
    try entries(folder).filter { !$0.contains(".") }
  }

  private static func entries(_ folder: URL) throws(InputErrors) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw fault(
        folder.path, "there is no such folder, or it cannot be read",
        "name a folder that holds `Policies` and `Locales`")
    }
    return names.sorted()
  }

  private static func refuse(size: Int, _ name: String) throws(InputErrors) {
    guard size > DocumentParser.maximumBytes else { return }
    throw fault(
      name, "the file has \(size) bytes",
      "split it: a document may have up to \(DocumentParser.maximumBytes) bytes")
  }

  private static func fault(_ name: String, _ problem: String, _ remedy: String) -> InputErrors {
    InputErrors([InputError(file: name, problem: problem, remedy: remedy)])
  }
}
