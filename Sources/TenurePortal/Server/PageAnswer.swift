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
    /// Whether a form was not filled in right: the title of the window says so first.
    var isFaulty = false
    /// Whether whoever sees it is signed out by it, so that nothing on it leads back.
    var isLast = false
    /// Whether it holds a form that would be lost on another page.
    var keepsForm = false
    /// What is said above everything else; nil for nothing.
    var notice: String?
  }

  var status: HTTPResponse.Status = .ok
  var body: Body
  var fields = HTTPFields()
  var cookies: [Cookie] = []
  /// Who sees the page, if it is not who asked: somebody who signed in with the same request.
  var visit: Visit?

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

  /// The page of a form that was not filled in right.
  var faulty: PageAnswer {
    with {
      $0.status = .unprocessableContent
      if case .page(var page) = $0.body {
        page.isFaulty = true
        $0.body = .page(page)
      }
    }
  }

  /// The page of a form that another page would lose, if it is one.
  func keeping(_ isForm: Bool) -> PageAnswer {
    with {
      if case .page(var page) = $0.body {
        page.keepsForm = isForm
        $0.body = .page(page)
      }
    }
  }

  /// The page with something said above everything else, if it is one.
  func saying(_ notice: String) -> PageAnswer {
    with {
      if case .page(var page) = $0.body {
        page.notice = notice
        $0.body = .page(page)
      }
    }
  }

  func with(_ change: (inout PageAnswer) -> Void) -> PageAnswer {
    var answer = self
    change(&answer)
    return answer
  }
}

/// A page above the one shown.
typealias Crumb = TextLink
