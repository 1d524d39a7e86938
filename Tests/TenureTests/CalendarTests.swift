import Testing

@testable import TenureDomain
@testable import TenurePolicy
@testable import tenure

/// What follows, and how it becomes a calendar.
struct CalendarTests {
  private func forecast(_ example: String) throws -> (Forecast, StepResult) {
    let run = try Project.run(example: example)
    let last = try #require(run.results.last)
    return (Forecast(of: last.subject, after: last.step.at, under: last.edition), last)
  }

  @Test func `every date lies ahead, in order, with the states that time brings`() throws {
    let (forecast, last) = try forecast("11-enterprise-three-year-term.yaml")
    #expect(forecast.entries.allSatisfy { $0.at > last.step.at })
    #expect(forecast.entries.map(\.at) == forecast.entries.map(\.at).sorted())
    #expect(forecast.entries.compactMap(\.state) == [.expired, .disabled, .deleted])
    #expect(forecast.entries.map { "\($0.date)" } == ["2027-10-01", "2027-12-30", "2028-03-29"])
    #expect(!forecast.renews)
  }

  @Test func `a subscription that renews is followed up to its next renewal`() throws {
    let (forecast, _) = try forecast("01-three-hundred-licenses.yaml")
    #expect(forecast.renews)
    #expect(forecast.entries.count == 1)
  }

  @Test(arguments: Project.examples, Project.languages)
  func `a calendar is made of folded lines that end in CRLF`(
    example: String, language: String
  ) throws {
    let (forecast, last) = try forecast(example)
    let say = try Project.localizer(language)
    let calendar = ForecastCalendar(
      forecast, name: "a, b", stamp: last.step.at, account: last.subject.account, say: say)
    let title = "æøå — " + String(repeating: "ļ", count: 60)
    let text = CalendarText(calendar.events, title: title, say: say).text
    #expect(text.hasSuffix("END:VCALENDAR\r\n"))
    #expect(text.utf8.count { $0 == 10 } == text.utf8.count { $0 == 13 })
    let lines = text.split(separator: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    let whole = text.replacing("\r\n ", with: "").split(separator: "\r\n")
    let ids = whole.filter { $0.hasPrefix("UID:") }
    #expect(Set(ids).count == ids.count)
    #expect(whole.filter { $0.hasPrefix("DTSTART;VALUE=DATE:") }.count == ids.count)
    #expect(ids.allSatisfy { $0.hasSuffix(".a\\, b@tenure.invalid") })
    for property in ["SEQUENCE:0", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT"] {
      #expect(whole.filter { $0 == property }.count == ids.count)
    }
    #expect(!text.contains("VALARM") && !text.contains("VTIMEZONE"))
  }

  @Test func `two changes of one day have ids of their own, the same every time`() throws {
    let day = try #require(CalendarDate("2025-04-01"))
    let noon = try #require(Timestamp("2025-04-01T12:00:00Z"))
    let entries = [0, 3, 6].map { hours in
      var entry = Forecast.Entry(at: noon.adding(hours: hours), date: day)
      entry.changes = [.state(hours == 3 ? .disabled : .expired)]
      entry.state = hours == 3 ? .disabled : .expired
      return entry
    }
    let calendars = try ["en", "nb"].map { language in
      ForecastCalendar(
        entries, name: "X", stamp: noon, account: Account(), say: try Project.localizer(language)
      ).events.map(\.uid)
    }
    #expect(calendars[0] == calendars[1])
    let names = ["change-expired", "change-disabled", "change-expired-2"]
    #expect(calendars[0] == names.map { "\($0).X@tenure.invalid" })
  }
}
