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
  let lead: String?
  let style: String
  let icon: String
  let home: String
  /// Who has signed in; nil for nobody.
  let who: String?
  /// Whose pages these are: the account's name, or the face's.
  let owner: String?
  let sections: [Link]
  let hasSections: Bool
  let crumbs: [Crumb]
  let hasCrumbs: Bool
  /// Empty where a change of the language would lose what was typed.
  let languages: [Language]
  let hasLanguages: Bool
  /// Whom a support agent acts for; nil for anybody else.
  let actingFor: String?
  /// Whose pages an operator looks at; nil for anybody else.
  let lookingAt: String?
  /// What is said above everything else; nil for nothing.
  let notice: String?
  /// Where a support agent stops acting for somebody.
  let desk: String
  /// Where one asks to be called; nil where nobody can be asked.
  let help: String?
  /// In which time the page tells its moments.
  let times: String?
  /// What every form carries.
  let token: String
  let once: String
  let signOut: String
  let sessions: String

  init(_ visit: Visit, _ page: PageAnswer.Page) {
    let navigation = Navigation(visit)
    language = visit.language
    title = page.title
    lead = page.lead
    let spoken = page.isFaulty ? visit.text("faults.window", ["title": page.title]) : page.title
    window = "\(spoken) – Tenure"
    style = visit.portal.assets.style.path
    icon = visit.portal.assets.icon.path
    home = visit.face.home.path
    who = page.isLast ? nil : navigation.who
    owner = navigation.owner
    sections = page.isLast ? [] : navigation.sections(current: page.section)
    hasSections = !sections.isEmpty
    crumbs = page.crumbs
    hasCrumbs = !crumbs.isEmpty
    languages = (page.keepsForm ? [] : visit.languages).map { tag in
      Language(
        tag: tag, name: visit.engine.shelf.localizer(for: tag).text("portal.frame.language"),
        path: Place.language(tag, back: visit.target).path, isCurrent: tag == visit.language)
    }
    hasLanguages = !languages.isEmpty
    actingFor = navigation.actingFor
    lookingAt = navigation.lookingAt
    notice = page.notice
    desk = Place.support.path
    help = page.isLast ? nil : navigation.help
    times = navigation.times
    token = visit.session?.formToken ?? ""
    once =
      (page.keepsForm ? visit.form["once"] : nil)
      ?? Base64URL.text(visit.engine.ids.secret(bytes: 18))
    signOut = Place.signOut.path
    sessions = Place.sessions.path
  }
}
