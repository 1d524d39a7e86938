import TenureDomain
import TenurePolicy
import Testing

@testable import TenureEngine

/// What people are written, in each language.
struct NoticeTextTests {
  private static let languages = ["da", "en", "lv", "nb"]

  /// Every kind of message there is: those that vary by an act, a date or a state, and each that
  /// the source names.
  private static func kinds() throws -> [NoticeKind] {
    let source = try Project.text("Sources/TenureEngine/Notices/NoticeKind.swift")
    let named = source.matches(of: /= NoticeKind\("([a-z.-]+)"\)/).map {
      NoticeKind(stored: String($0.1))
    }
    #expect(named.contains(.shareEnded))
    return ActKind.allCases.map { .act($0) } + MilestoneKind.allCases.map { .reminder($0) }
      + [SubscriptionState.suspended, .expired, .disabled, .deleted].map { .passed($0) } + named
  }

  private func texts(_ language: String) throws -> [String: String] {
    try World.shelf.get().localizer(for: language).messages.texts
  }

  @Test(arguments: languages)
  func `each kind has a title and a body in each language`(language: String) throws {
    let texts = try texts(language)
    for kind in try Self.kinds() {
      #expect(texts["notices.\(kind.text).title"] != nil, "\(kind)")
      let group = kind.text.split(separator: ".").first ?? ""
      let body = texts["notices.\(kind.text).body"] ?? texts["notices.\(group).body"]
      #expect(body != nil, "\(kind)")
      for value in kind.optionalValues {
        #expect(texts["notices.\(kind.text).with-\(value)"]?.contains("{\(value)}") == true)
      }
    }
  }

  @Test(arguments: languages)
  func `a text is filled in the same way in every language`(language: String) throws {
    func names(_ text: String?) -> Set<String> {
      Set((text ?? "").matches(of: /\{([^}]*)\}/).map { String($0.1) })
    }
    let english = try texts("en")
    for (key, text) in try texts(language) where key.hasPrefix("notices.") {
      guard !key.hasSuffix(".zero") else { continue }
      // A language may name the subscription where another says "your account".
      let difference = names(text).symmetricDifference(names(english[key]))
      #expect(difference.subtracting(["subscription"]).isEmpty, "\(key)")
    }
  }

  @Test(arguments: languages)
  func `whoever is written to reads whole sentences`(language: String) async throws {
    try await World.with { world in
      let account = AccountRecord(
        id: AccountID(stored: "solo"), name: "Kari Nordmann", kind: .consumer,
        family: "microsoft-365-consumer",
        language: language, created: World.start)
      let record = SubscriptionRecord(
        account: AccountID(stored: "solo"), id: SubscriptionID(stored: "fam"),
        edition: EditionID(family: "x", date: World.day),
        subscription: Subscription(product: ProductID("family")), created: World.start)
      for kind in try Self.kinds() {
        let messages = world.engine.notices(
          kind,
          to: [NoticeRecipient(.owner), NoticeRecipient(.familyMember, PersonID(stored: "per_1"))],
          of: account, about: record, at: World.start
        ) { say in
          var values: [String: String] = [:]
          for name in [
            "date", "end", "start", "ends", "retry", "until", "since", "freezes", "goes",
          ] { values[name] = say.date(World.day) }
          for name in ["amount", "quota", "used", "in", "task", "target"] { values[name] = "1" }
          return values
        }
        #expect(messages.map(\.person) == [nil, PersonID(stored: "per_1")])
        for message in messages {
          #expect(message.language == language)
          for text in [message.title, message.body] {
            #expect(!text.contains("{") && !text.contains("notices."), "\(kind): \(text)")
            #expect(text.first?.isLowercase == false, "\(kind): \(text)")
            #expect(!text.contains("Kari") && !text.contains("per_1"), "\(kind): \(text)")
          }
          #expect(message.body.last == ".", "\(kind): \(message.body)")
          #expect(message.title.last != "." || language == "lv", "\(kind): \(message.title)")
        }
      }
    }
  }
}

extension World {
  /// The day on which the cases begin.
  static let day = ZoneRules.utc.localDate(of: start)
}
