import HTTPTypes
import Hummingbird

/// What a handler answers.
struct PageAnswer: Sendable {
  enum Body: Sendable {
    /// A template with what it shows.
    case page(Page)
    /// Another page, to be asked for with GET.
    case redirect(to: String)
    /// Bytes of another form, such as CSV.
    case file([UInt8], type: String)
  }

  /// A page before it is rendered.
  struct Page: Sendable {
    /// The name of the template.
    let template: String
    /// The page's heading, which the title of the window begins with.
    let title: String
    let model: any Sendable
    /// The one sentence that somebody needs who reads no further.
    var lead: String?
    /// Where the page stands in the navigation; nil if nowhere.
    var section: Section?
    /// The pages above it, outermost first.
    var crumbs: [Crumb] = []
  }

  var status: HTTPResponse.Status = .ok
  var body: Body
  var fields = HTTPFields()
  var cookies: [Cookie] = []

  static func page(
    _ template: String, title: String, lead: String? = nil, in section: Section? = nil,
    under crumbs: [Crumb] = [], _ model: any Sendable
  ) -> PageAnswer {
    PageAnswer(
      body: .page(
        Page(
          template: template, title: title, model: model, lead: lead, section: section,
          crumbs: crumbs)))
  }

  static func redirect(_ place: Place) -> PageAnswer { go(place.path) }

  /// Another page of the portal by its address, which was checked.
  static func go(_ path: String) -> PageAnswer { PageAnswer(body: .redirect(to: path)) }

  static func file(_ bytes: [UInt8], type: String) -> PageAnswer {
    PageAnswer(body: .file(bytes, type: type))
  }

  func with(_ change: (inout PageAnswer) -> Void) -> PageAnswer {
    var answer = self
    change(&answer)
    return answer
  }
}

/// A page above the one shown.
struct Crumb: Sendable {
  let text: String
  let path: String

  init(_ text: String, _ place: Place) {
    self.text = text
    path = place.path
  }
}
