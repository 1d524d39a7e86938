import Foundation
import TenureDomain
import TenureEngine
import TenurePolicy
import TenureTesting
import Testing

@testable import tenure

/// The server with sample data.
@Suite struct `The demonstration` {
  @Test func `prints lines that work as they are pasted`() async throws {
    let demo = try RunningCommand(["demo", "--port", "0"])
    let page = try await demo.wait("the page") {
      demo.output.contains("Ctrl-C") ? demo.output : nil
    }
    let lines = page.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix("curl ") }
    #expect(lines.count == 11)
    for line in lines {
      let answer = try await Curl.run(String(line))
      #expect((200..<300).contains(answer.status), "\(line)\n\(answer)")
    }
    let act = try #require(lines.first { $0.contains("Idempotency-Key") })
    let (first, second) = (try await Curl.run(String(act)), try await Curl.run(String(act)))
    #expect(first.body == second.body)
    // The moment to which a clock is moved is one that people can read.
    #expect(page.contains(/"to":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"/))
    #expect(try await demo.end(SIGINT) == 0)
  }

  @Test func `has each state, agreement, programme and channel`() async throws {
    let demo = try RunningCommand(["demo", "--port", "0"])
    let page = try await demo.wait("the page") {
      demo.output.contains("Ctrl-C") ? demo.output : nil
    }
    let key = try #require(page.firstMatch(of: /operator +(tnk_\w+)/)).1
    let url = try #require(page.firstMatch(of: /server +(http:\S+)/)).1
    for state in SubscriptionState.words {
      let list = try await Curl.get("\(url)/v1/subscriptions?state=\(state)", key: String(key))
      #expect(list.body.contains("\"state\":\"\(state)\""), "\(state)")
    }
    for channel in ["app-store", "google-play", "partner", "representative"] {
      let list = try await Curl.get(
        "\(url)/v1/subscriptions?channel=\(channel)", key: String(key))
      #expect(list.body.contains("\"channel\":\"\(channel)\""), "\(channel)")
    }
    // Its last months passed as they would have under a running server.
    let overview = try await Curl.get("\(url)/v1/overview", key: String(key))
    let numbers = try JSONText.value(OverviewBody.self, Array(overview.body.utf8))
    #expect(numbers.gaps.filter { $0 != numbers.today } == [])
    #expect(!numbers.refunds.isEmpty && !numbers.cancellationsByReason.isEmpty)
    #expect(numbers.subscriptions.contains { $0.values.first != $0.values[80] })
    #expect(try await demo.end() == 0)
  }

  /// Receipts, entries, messages and histories in batches far apart from what they name.
  @Test func `comes back byte by byte from an export in small batches`() async throws {
    let folder = try TemporaryFolder()
    let demo = try RunningCommand(["demo", "--port", "0", "--folder", folder / "world"])
    _ = try await demo.wait("the page") { demo.output.contains("Ctrl-C") ? true : nil }
    #expect(try await demo.end() == 0)
    func tenure(_ words: [String], _ database: String) async throws {
      let run = try await CommandRun.tenure(words + ["--database", folder / database])
      #expect(run.status == 0, "\(words): \(run.output)\(run.errors)")
    }
    try await tenure(["export", "--output", folder / "one.jsonl"], "world/tenure.db")
    try await tenure(["import", "--batch", "7", folder / "one.jsonl"], "other.db")
    try await tenure(["export", "--output", folder / "two.jsonl"], "other.db")
    let one = try folder.bytes("one.jsonl")
    #expect(one.split(separator: 10).count > 500)
    #expect(try folder.bytes("two.jsonl") == one)
    try await tenure(
      ["doctor", "--signing-key-file", folder / "world/tenure.db.signing-key"], "other.db")
  }

  @Test func `says what to do if its port is taken`() async throws {
    let demo = try RunningCommand(["demo", "--port", "0"])
    let page = try await demo.wait("the page") {
      demo.output.contains("Ctrl-C") ? demo.output : nil
    }
    let port = try #require(page.firstMatch(of: /server +http:\/\/127.0.0.1:(\d+)/)).1
    let other = try await CommandRun.tenure(["demo"], environment: ["PORT": String(port)])
    #expect(other.status == 2)
    #expect(other.errors.contains("PORT="), "\(other.errors)")
    #expect(try await demo.end() == 0)
  }

  @Test func `refuses a folder whose database is no demonstration`() async throws {
    let folder = try TemporaryFolder()
    _ = try await CommandRun.tenure(["migrate", "--database", folder / "tenure.db"])
    let run = try await CommandRun.tenure(["demo", "--port", "0", "--folder", folder.path])
    #expect(run.status == 2)
    #expect(run.errors.contains("this database is no demonstration"))
  }

  @Test func `lets people choose who they are, first those with something to try`() async throws {
    let demo = try RunningCommand(["demo", "--port", "0"])
    let page = try await demo.wait("the page") {
      demo.output.contains("Ctrl-C") ? demo.output : nil
    }
    let url = try #require(page.firstMatch(of: /Open (http:\S+) and choose who you are/)).1
    let form = try await Curl.get("\(url)/sign-in")
    for (person, _) in DemoWorld.tries {
      #expect(form.body.contains("/\(person)\">"), "\(person)")
    }
    let agent = "-H 'Origin: \(url)' --data 'provider=demo&answer=acc_tenure_support/per_alva'"
    let folder = try TemporaryFolder()
    let jar = "-b '\(folder / "jar")' -c '\(folder / "jar")'"
    #expect(try await Curl.run("curl '\(url)/sign-in' \(jar) \(agent)").status == 303)
    let desk = try await Curl.run("curl '\(url)/support' \(jar)")
    #expect(desk.body.contains("tel:+13125550142"), "\(desk)")
    #expect(try await demo.end() == 0)
  }

  /// Whoever is offered first meets what the page says that one can try.
  @Test func `what the sign-in page lets one try is so`() async throws {
    let demo = try RunningCommand(["demo", "--port", "0"])
    let page = try await demo.wait("the page") {
      demo.output.contains("Ctrl-C") ? demo.output : nil
    }
    let key = try #require(page.firstMatch(of: /operator +(tnk_\w+)/)).1
    let url = try #require(page.firstMatch(of: /server +(http:\S+)/)).1
    for (account, subscription, person, outcome) in [
      ("acc_nordvik", "sub_nordvik_premium", "per_ida", "permitted"),
      ("acc_nordvik", "sub_nordvik_premium", "per_tuva", "refused"),
      ("acc_brightwater", "sub_brightwater_standard", "per_grace", "refused"),
      ("acc_brightwater", "sub_brightwater_premium", "per_grace", "permitted"),
    ] {
      let answer = try await Curl.run(
        "curl \(url)/v1/accounts/\(account)/subscriptions/\(subscription)/quotes "
          + "-H 'Authorization: Bearer \(key)' -H 'Content-Type: application/json' "
          + #"-d '{"act": "cancel", "actor": {"person": "\#(person)"}}'"#)
      #expect(answer.body.contains(#""outcome":"\#(outcome)""#), "\(person): \(answer)")
    }
    #expect(try await demo.end() == 0)
  }

  @Test func `has a text for everything that one can try, in every language`() throws {
    let library = try Project.library()
    for hint in DemoWorld.tries.map(\.hint) + ["operator"] {
      for messages in library.messages {
        let key = "portal.sign-in.try.\(hint)"
        #expect(messages.texts[key] != nil, "\(key) in \(messages.language)")
      }
    }
    let today = try #require(CalendarDate("2026-11-21"))
    let people = DemoWorld(today: today, seed: 7).steps.flatMap { step in
      if case .account(let account) = step.what { account.people.map(\.id) } else { [String]() }
    }
    #expect(DemoWorld.tries.allSatisfy { people.contains($0.person) })
  }

  @Test func `serves its people again where its database is served`() async throws {
    let folder = try TemporaryFolder()
    let demo = try RunningCommand(["demo", "--port", "0", "--folder", folder.path])
    _ = try await demo.wait("the page") { demo.output.contains("Ctrl-C") ? true : nil }
    #expect(try await demo.end() == 0)
    let words = ["serve", "--port", "0", "--database", folder / "tenure.db"]
    for (more, offered) in [([], false), (["--sign-in", "demo"], true)] {
      let server = try RunningCommand(words + more)
      let url = "http://127.0.0.1:\(try await server.port())"
      let page = try await Curl.get("\(url)/sign-in")
      #expect(page.body.contains("per_grace") == offered, "\(more)")
      #expect(try await server.end() == 0)
    }
  }

  @Test func `offers its people nowhere else`() async throws {
    let folder = try TemporaryFolder()
    let words = ["serve", "--port", "0", "--database", folder / "tenure.db"]
    let none = try await CommandRun.tenure(words, environment: ["TENURE_SIGN_IN": "demo"])
    #expect(none.status == 2)
    #expect(none.errors.contains("this database is no demonstration"), "\(none.errors)")
    #expect(none.errors.contains("TENURE_SIGN_IN"))
    #expect(!FileManager.default.fileExists(atPath: folder / "tenure.db"))
    _ = try await CommandRun.tenure(["migrate", "--database", folder / "tenure.db"])
    let plain = try await CommandRun.tenure(words + ["--sign-in", "demo"])
    #expect(plain.status == 2)
    #expect(plain.errors.contains("this database is no demonstration"), "\(plain.errors)")
    let bad = try await CommandRun.tenure(words + ["--sign-in", "open"])
    #expect(bad.status == 2 && bad.errors.contains("use one of: code, demo"), "\(bad.errors)")
  }

  /// The same seed and the same day give the same world; nothing in it lies before its account.
  @Test func `is the same world on the same day`() throws {
    let today = try #require(CalendarDate("2026-11-21"))
    let (one, other) = (DemoWorld(today: today, seed: 7), DemoWorld(today: today, seed: 7))
    #expect("\(one.steps)" == "\(other.steps)")
    #expect(one.steps.allSatisfy { $0.daysAgo <= DemoWorld.accountDays })
  }
}
