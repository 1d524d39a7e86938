import TenureEngine

/// A doctor's report for people.
struct DoctorPage {
  private var page: Page

  var text: String { page.text }

  init(_ report: DoctorReport, _ terminal: Terminal) {
    page = Page(terminal)
    for finding in report.findings { add(finding) }
    if report.unlisted > 0 { page.paragraph("… and \(report.unlisted) more") }
    let counts = report.counts
    page.blank()
    page.fields([
      ("looked at", "\(counts.accounts) accounts, \(counts.subscriptions) subscriptions"),
      ("", "\(counts.events) events, \(counts.receipts) receipts, \(counts.entries) entries"),
      ("", "\(counts.editions) editions"),
      ("time zones", report.tzdata ?? "of unknown version"),
    ])
    page.blank()
    let isHealthy = report.isHealthy
    page.paragraph(
      isHealthy ? "Nothing needs to be mended." : "Something needs to be mended.",
      paint: isHealthy ? page.ink.good : page.ink.bad)
  }

  private mutating func add(_ finding: DoctorFinding) {
    let paint: Page.Paint =
      switch finding.severity {
      case .fault: page.ink.bad
      case .warning: page.ink.warning
      case .note: page.ink.faint
      }
    page.paragraph(
      "\(finding.place): \(finding.problem) (\(finding.kind))",
      mark: "\(finding.severity.rawValue)  ", paintMark: paint)
    page.paragraph("help: \(finding.remedy)", indent: 2)
  }
}
