import HTTPTypes
import HummingbirdCore
import TenureEngine

extension Call {
  /// The parameters of a list, besides its filters.
  static let pageQuery = ["cursor", "limit"]

  /// How many items the page may have.
  func limit() throws -> Int {
    let remedy = "write a number from 1 to \(PageLimit.most)"
    return try query.value("limit", remedy) { text in
      Int(text).flatMap { (1...PageLimit.most).contains($0) ? $0 : nil }
    } ?? PageLimit.standard
  }

  /// Where the page begins; nil at the beginning of the list.
  func place() throws -> String? {
    try query.value("cursor", "send `next` of a page of this list as it was given") {
      PageCursor.place($0, in: list)
    }
  }

  /// A page of a list, with the address of the next one.
  func reply<Item: Encodable>(_ page: Page<Item>) throws -> Reply {
    var members = [("items", JSONPieces.array(try page.items.map { try JSONText.bytes($0) }))]
    var fields = HTTPFields()
    if let place = page.next {
      let next = try address(after: place)
      members.append(("next", JSONPieces.quoted(next)))
      fields[.link] = "<\(next)>; rel=\"next\""
    }
    var reply = Reply(json: JSONPieces.object(members))
    reply.fields = fields
    return reply
  }

  /// The list and its filter, so that a cursor of one is none of another.
  private var list: String { "\(request.uri.path)?\(query.filter)" }

  private func address(after place: String) throws -> String {
    var parts = query.filter.isEmpty ? [] : [query.filter]
    parts.append("cursor=\(PageCursor.text(after: place, in: list))")
    if query["limit"] != nil { parts.append("limit=\(try limit())") }
    return "\(request.uri.path)?\(parts.joined(separator: "&"))"
  }
}
