public import FoundationEssentials
public import HTTPTypes
import Hummingbird
public import HummingbirdCore
public import Logging
import NIOCore
public import TenureEngine

/// How the portal is reached, and how people sign in to it.
public struct PortalSettings: Sendable {
  /// Where people reach the server, without a slash at the end.
  public var publicURL: String
  /// The ways to sign in, in the order in which they are offered.
  public var providers: [any SignInProvider]
  /// Whether accounts may buy on the page that compares coming with leaving: only in a
  /// demonstration, because nothing is charged.
  public var sells: Bool
  /// What they buy, where they may.
  public var prices: PriceList
  /// The server's own version, as the operator reads it; nil if it is not told.
  public var version: String?
  /// What keeps its data, such as `SQLite 3.50.4`; nil if it is not told.
  public var storeName: String?

  public init(
    publicURL: String, providers: [any SignInProvider], sells: Bool = false,
    prices: PriceList = .empty, version: String? = nil, storeName: String? = nil
  ) {
    self.publicURL = publicURL
    self.providers = providers
    self.sells = sells
    self.prices = prices
    self.version = version
    self.storeName = storeName
  }
}

/// The pages that people see.
///
/// Every page is rendered on the server and works without JavaScript. A page is a folder in `Pages`
/// with what it shows, a template of its name in `Templates/portal` and its texts in
/// `Locales/portal`.
public final class Portal: Sendable {
  /// An answer, with the address of its page as the log and the metrics call it.
  public typealias Reply = (template: String, response: Response)

  let engine: Engine
  let settings: PortalSettings
  let templates: TemplateShelf
  let assets: Assets
  let tries = SignInTries()
  private let routes: RouteTable

  /// - Parameters:
  ///   - folder: the home folder, which holds `Templates/portal`.
  /// - Throws: `InputErrors` for a file that is missing or a text that a template asks for and a
  ///   language lacks; an error of the template library for a template that cannot be read.
  public convenience init(engine: Engine, folder: URL, settings: PortalSettings) throws {
    self.init(
      engine: engine, settings: settings, assets: try Assets(folder: folder),
      templates: try TemplateShelf(folder: folder, messages: engine.shelf.messages))
  }

  init(engine: Engine, settings: PortalSettings, assets: Assets, templates: TemplateShelf) {
    self.engine = engine
    self.settings = settings
    self.assets = assets
    self.templates = templates
    routes = RouteTable(Routes.all)
  }

  /// Answers a request for one of the portal's pages.
  ///
  /// - Parameters:
  ///   - requestID: what an error page calls the request by.
  ///   - address: of who asks, as far as it is known; wrong tries to sign in are counted by it.
  /// - Returns: nil if the address is none of the portal's, or not for this method.
  public func respond(
    to request: Request, requestID: String, from address: String = "", logger: Logger
  ) async throws -> Reply? {
    guard let match = routes.find(request.method, request.uri.path) else { return nil }
    let builder = VisitBuilder(
      portal: self, request: request, requestID: requestID, address: address)
    do {
      return (match.template, try await response(to: match, builder))
    } catch let error as AfterSignIn {
      let trouble = trouble(of: error.cause, requestID, logger)
      return (match.template, try error.page(of: trouble))
    } catch {
      let trouble = trouble(of: error, requestID, logger)
      return (match.template, try await builder.page(of: trouble, match.values))
    }
  }

  private func response(
    to match: RouteTable.Match, _ builder: VisitBuilder
  ) async throws -> Response {
    do {
      let visit = try await builder.visit(match)
      return try visit.response(try await answer(visit, match))
    } catch let first as SignInFirst {
      return try await builder.page(of: first)
    } catch let earlier as EarlierForm {
      return try earlier.visit.response(try await page(of: earlier))
    }
  }

  private func trouble(of error: any Error, _ requestID: String, _ logger: Logger) -> Trouble {
    if let trouble = error as? Trouble { return trouble }
    let trouble = Trouble(error)
    if trouble.kind == .internalError {
      // The kind of error is told and nothing more: its text may hold personal data.
      logger.error(
        "internal error",
        metadata: ["request": "\(requestID)", "error": "\(type(of: error))"])
    }
    return trouble
  }

  /// Whether there is a page at an address.
  func shows(_ path: String) -> Bool { routes.find(.get, path) != nil }

  /// The page that one of the portal's addresses belongs to, as the log calls it, with the methods
  /// that it knows; nil if the address is none of the portal's.
  public func methods(of path: String) -> (template: String, methods: [String])? {
    routes.methods(of: path)
  }

  /// The page that says, in the language of who asks, that an address is nobody's or does not take
  /// what was sent to it.
  ///
  /// - Parameter status: 404 or 405.
  public func refuse(
    _ request: Request, status: HTTPResponse.Status, requestID: String
  ) async throws -> Response {
    let builder = VisitBuilder(portal: self, request: request, requestID: requestID, address: "")
    let isKnown = status == .methodNotAllowed
    return try await builder.page(of: Trouble(isKnown ? .methodNotAllowed : .nowhere), [:])
  }

  /// The page at an address with what was typed into its form before, for somebody who has signed
  /// in since; nothing is done with it. nil if there is no such page.
  ///
  /// - Parameters:
  ///   - notice: what is said above it.
  ///   - visit: of whoever sent the form.
  func page(
    at path: String, typed: FormFields, by session: OpenSession, saying notice: String,
    _ visit: Visit
  ) async throws -> PageAnswer? {
    guard let match = routes.find(.get, path) else { return nil }
    let account = match.parameters["account"].flatMap { AccountID($0) }
    let shown =
      if let account { try? await engine.account(account, by: session.caller).body } else {
        AccountBody?.none
      }
    let head = HTTPRequest(
      method: .get, scheme: nil, authority: visit.request.head.authority, path: path)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    let seen = visit.repeated(
      request, match.values, session: session, account: shown, typed: typed)
    return try await answer(seen, match).keeping(true).saying(notice).with { $0.visit = seen }
  }

  /// The page of a form that was made for an earlier session.
  ///
  /// - Throws: `Trouble` where it is not this person's to see.
  private func page(of earlier: EarlierForm) async throws -> PageAnswer {
    let visit = earlier.visit
    do {
      let page = try await page(
        at: visit.path, typed: visit.form.forAnother, by: earlier.session,
        saying: visit.text("sign-in.anew"), visit)
      guard let page else { throw Trouble(.foreignForm) }
      return page.status == .ok ? page.with { $0.status = .conflict } : page
    } catch {
      let trouble = error as? Trouble ?? Trouble(error)
      throw [.notFound, .forbidden].contains(trouble.kind) ? Trouble(.foreignForm) : error
    }
  }

  private func answer(_ visit: Visit, _ match: RouteTable.Match) async throws -> PageAnswer {
    if !match.route.isOpen { _ = try visit.caller() }
    if visit.face == .operator, match.isAct { throw Trouble(.lookingOnly) }
    return try await answerOnce(visit, match.route)
  }

  /// How long a form waits for the same form that came before it and is still at work.
  private static let pauses: [Duration] = [50, 100, 200, 400, 800, 1_600].map { .milliseconds($0) }

  /// Of a form that is sent twice the second waits a while, and is answered as the first was.
  private func answerOnce(_ visit: Visit, _ route: Route) async throws -> PageAnswer {
    for pause in Self.pauses {
      do {
        return try await route.handler(visit)
      } catch EngineError.inFlight {
        // Nothing was done: whoever holds the form's key does it.
        try? await Task.sleep(for: pause)
      }
    }
    return try await route.handler(visit)
  }
}
