import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

@testable import TenurePortal

/// A page as it came.
struct SeenPage: Sendable {
  let path: String
  let status: Int
  let fields: HTTPFields
  let html: String

  /// Where it leads to, if it is a redirect.
  var location: String? { fields[.location] }

  /// What stands between the tags of the page's main part, one line a piece, without markup.
  var text: String { SeenPage.text(of: main) }

  /// The page's own part, without what frames it.
  var main: String {
    guard let start = html.firstRange(of: "<main"), let end = html.firstRange(of: "</main>") else {
      return html
    }
    return String(html[start.lowerBound..<end.lowerBound])
  }

  /// The fields that the page's form sends back as they came, and what is chosen in it already.
  ///
  /// - Parameter form: what is typed or chosen; it replaces what came.
  func filled(_ form: [String: String]) -> [String: String] {
    hidden.merging(form) { $1 }
  }

  /// The hidden fields of the first form of the main part that is sent.
  var hidden: [String: String] {
    guard let form = forms.first else { return [:] }
    var values: [String: String] = [:]
    for tag in SeenPage.tags("input", in: form) where tag["type"] == "hidden" {
      values[tag["name"] ?? ""] = tag["value"] ?? ""
    }
    return values
  }

  /// Each form of the main part that is sent with POST.
  var forms: [String] {
    main.pieces(from: "<form", to: "</form>").filter { $0.contains("method=\"post\"") }
  }

  /// The tags of a name in the main part, with their attributes.
  func tags(_ name: String) -> [[String: String]] { SeenPage.tags(name, in: main) }

  /// Where the links of the main part lead.
  var links: [String] { tags("a").compactMap { $0["href"] } }

  static func tags(_ name: String, in html: String) -> [[String: String]] {
    html.pieces(from: "<\(name) ", to: ">").map { tag in
      var attributes: [String: String] = [:]
      let inside = tag.dropFirst(name.count + 1).dropLast()
      var rest = inside[...]
      while let equals = rest.firstRange(of: "=\"") {
        let names = rest[..<equals.lowerBound].split(separator: " ")
        for bare in names.dropLast() { attributes[String(bare)] = "" }
        let after = rest[equals.upperBound...]
        guard let quote = after.firstIndex(of: "\"") else { break }
        if let last = names.last {
          attributes[String(last)] = unescaped(String(after[..<quote]))
        }
        rest = after[after.index(after: quote)...]
      }
      for bare in rest.split(separator: " ") { attributes[String(bare)] = "" }
      return attributes
    }
  }

  static func text(of html: String) -> String {
    var text = ""
    var isTag = false
    for character in html {
      switch character {
      case "<": isTag = true
      case ">":
        isTag = false
        text += "\n"
      default: if !isTag { text.append(character) }
      }
    }
    return unescaped(text).split(separator: "\n").map { String($0).trimmed }
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The text as a person reads it, who sees no difference between spaces either.
  private static func unescaped(_ text: String) -> String {
    [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#123;", "{"),
      ("&#125;", "}"), ("\u{a0}", " "), ("&amp;", "&"),
    ].reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}

extension String {
  /// The stretches that begin with one text and end with another, both included.
  func pieces(from start: String, to end: String) -> [String] {
    var pieces: [String] = []
    var rest = self[...]
    while let first = rest.firstRange(of: start) {
      guard let last = rest[first.upperBound...].firstRange(of: end) else { break }
      pieces.append(String(rest[first.lowerBound..<last.upperBound]))
      rest = rest[last.upperBound...]
    }
    return pieces
  }
}

/// What a response's body holds.
final class Collected: ResponseBodyWriter, Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  func write(_ buffer: ByteBuffer) async throws {
    bytes.withLock { $0 += Array(buffer.readableBytesView) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
