import TenureDomain
import TenureEngine
import TenurePolicy

/// What all pages share: the template `layout` shows it.
struct Frame: Sendable {
  struct Link: Sendable {
    let text: String
    let path: String
    var isCurrent = false
  }

  struct Language: Sendable {
    let tag: String
    let name: String
    let path: String
    let isCurrent: Bool
  }

  let language: String
  /// The title of the window.
  let window: String
  let title: String
  let style: String
  let icon: String
  let home: String
  /// Who has signed in; empty for nobody.
  let who: String
  let hasSession: Bool
  /// Whose pages these are: the account's name, or the face's.
  let owner: String
  let sections: [Link]
  let hasSections: Bool
  /// Where a support agent goes besides the account that is shown.
  let desk: [Link]
  let hasDesk: Bool
  let crumbs: [Link]
  let hasCrumbs: Bool
  let languages: [Language]
  /// Whom a support agent acts for; empty for anybody else.
  let actingFor: String
  let isActing: Bool
  /// The account's own clock, if it has one, in words.
  let clock: String
  let hasClock: Bool
  /// What every form carries.
  let token: String
  let once: String
  let signOut: String
  let sessions: String
  let requestID: String

  init(_ visit: Visit, _ page: PageAnswer.Page) {
    let navigation = Navigation(visit)
    language = visit.language
    title = page.title
    window = "\(page.title) – Tenure"
    style = visit.portal.assets.style.path
    icon = visit.portal.assets.icon.path
    home = visit.face.home.path
    hasSession = visit.session != nil
    who = navigation.who
    owner = navigation.owner
    sections = navigation.sections(current: page.section)
    hasSections = !sections.isEmpty
    desk = navigation.desk(current: page.section)
    hasDesk = !desk.isEmpty
    crumbs = page.crumbs.map { Link(text: $0.text, path: $0.path) }
    hasCrumbs = !crumbs.isEmpty
    languages = visit.languages.map { tag in
      Language(
        tag: tag, name: visit.engine.shelf.localizer(for: tag).text("portal.frame.language"),
        path: Place.language(tag, back: visit.target).path, isCurrent: tag == visit.language)
    }
    isActing = visit.face == .support && visit.account != nil
    actingFor =
      isActing ? visit.text("frame.acting-for", ["account": visit.account?.name ?? ""]) : ""
    clock =
      visit.account?.clock.map { visit.text("frame.clock", ["time": visit.dateTime($0)]) } ?? ""
    hasClock = !clock.isEmpty
    token = visit.session?.formToken ?? ""
    once = Base64URL.text(visit.engine.ids.secret(bytes: 18))
    signOut = Place.signOut.path
    sessions = Place.sessions.path
    requestID = visit.requestID
  }
}
