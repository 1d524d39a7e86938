import HTTPTypes
import Hummingbird
import TenureEngine

extension Endpoints {
  private static let list = "/v1/accounts/{account}/feeds"
  private static let ending = ".ics"

  /// The calendar of an account, and the secret addresses it is read at.
  static let feeds: [Endpoint] = [
    .post("createFeed", list) { call in
      Reply(
        try await call.engine.createFeed(
          call.body, in: call.account(), at: call.api.settings.publicURL, by: call.known()))
    },
    .get("listFeeds", list) { call in
      try call.reply(await call.engine.feeds(of: call.account(), by: call.known()))
    },
    .delete("revokeFeed", list + "/{feed}") { call in
      Reply(
        try await call.engine.revokeFeed(
          call.id("feed", Named.Feed.self), of: call.account(), by: call.known()))
    },
    .get("getFeed", "/v1/feeds/{secret}", forms: [.calendar]) { call in
      guard let name = call.parameters["secret"], name.hasSuffix(ending) else {
        throw Problem(.notFound)
      }
      let feed = try await call.engine.readFeed(String(name.dropLast(ending.count)))
      return Self.reply(feed, to: call)
    }.open,
  ]

  /// Whoever has the address may keep the calendar for a quarter of an hour; nobody in between may.
  private static func reply(_ feed: FeedText, to call: Call) -> Reply {
    let tag = "\"\(feed.tag)\""
    let known = call.request.headers[values: .ifNoneMatch].flatMap {
      $0.split(separator: ",").map { $0.trimmingPrefix(while: \.isWhitespace) }
    }
    let isKnown = known.contains { $0 == "*" || $0 == tag || $0 == "W/\(tag)" }
    var reply =
      isKnown ? Reply(.notModified) : Reply(.ok, .bytes(Array(feed.text.utf8), .calendar))
    reply.fields[.eTag] = tag
    reply.fields[.cacheControl] = "private, max-age=900"
    return reply
  }
}
