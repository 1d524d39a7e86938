import HTTPTypes
import Hummingbird
import NIOCore

extension Visit {
  /// What a handler answers, as it goes over the wire.
  func response(_ answer: PageAnswer) throws -> Response {
    var fields = answer.fields
    if fields[.contentSecurityPolicy] == nil {
      // Every page loads its own style and pictures and nothing else, and runs nothing.
      fields[.contentSecurityPolicy] =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"
    }
    fields[.referrerPolicy] = "same-origin"
    var response: Response
    switch answer.body {
    case .redirect(let path):
      fields[.location] = path
      response = Response(status: .seeOther, headers: fields)
    case .file(let bytes, let type):
      fields[.contentType] = type
      response = Response(
        status: answer.status, headers: fields,
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    case .page(let page):
      let whole = WholePage(frame: Frame(answer.visit ?? self, page), page: page.model)
      guard let html = try portal.templates.render(whole, with: page.template, in: language) else {
        preconditionFailure("there is no template `\(page.template)`")
      }
      fields[.contentType] = "text/html; charset=utf-8"
      fields[.contentLanguage] = language
      response = Response(
        status: answer.status, headers: fields,
        body: ResponseBody(byteBuffer: ByteBuffer(string: ActingLinks.carry(html, of: self))))
    }
    for cookie in answer.cookies { response.setCookie(cookie) }
    return response
  }

  /// Whether people reach the server by HTTPS.
  var isSecure: Bool { portal.settings.publicURL.hasPrefix("https://") }
}
