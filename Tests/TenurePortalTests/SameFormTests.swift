import Dispatch
import TenureDomain
import TenureEngine
import TenureTesting
import Testing

@testable import TenurePortal

/// A form that comes while the same form is still at work, as after a second click.
@Suite struct SameFormTests {
  /// Sends a form from two windows at once, the second while the first is still at work.
  static func together(
    _ form: [String: String], to path: String, in browser: Browser
  ) async throws -> [SeenPage] {
    let (world, cookies) = (browser.world, browser.cookies)
    let writer = try await Writer(world)
    async let first = Browser(world, cookies: cookies).send(form, to: path)
    async let second = Browser(world, cookies: cookies).send(form, to: path)
    try await Task.sleep(for: .milliseconds(300))
    try await writer.goOn()
    return try await [first, second]
  }

  /// Somebody who writes until told to go on: a form that waits to write is at work.
  private struct Writer {
    private let wait = DispatchSemaphore(value: 0)
    private let work: Task<Void, any Error>

    init(_ world: PortalWorld) async throws {
      let (begun, begin) = AsyncStream.makeStream(of: Void.self)
      work = Task { [wait] in
        try await world.store.write { _ in
          begin.finish()
          wait.wait()
        }
      }
      for await _ in begun {}
    }

    func goOn() async throws {
      wait.signal()
      try await work.value
    }
  }

  @Test func `both get the receipt of the one act`() async throws {
    try await PortalWorld.with { world in
      let path = CancelPageTests.path
      let browser = try await world.browser(.kari)
      let form = try await browser.get(path).filled(["reason": "not-used"])
      let pages = try await Self.together(form, to: path, in: browser)
      #expect(pages.map(\.status) == [303, 303])
      #expect(pages[0].location?.contains("/receipts/rcp_") == true)
      #expect(pages[0].location == pages[1].location)
      #expect(try await world.events(EventType.carriedOut, of: PortalWorld.premium).count == 1)
    }
  }

  @Test func `a form that has no act to its name waits as well`() async throws {
    try await PortalWorld.with { world in
      let path = Place.callBack(PortalWorld.fjord, about: nil).path
      let browser = try await world.browser(.kari)
      let form = try await browser.get(path).filled(["phone": "+47 21 00 00 00"])
      let pages = try await Self.together(form, to: path, in: browser)
      #expect(pages.map(\.status) == [303, 303])
      #expect(pages[0].location == pages[1].location)
    }
  }

  @Test func `nobody waits for ever`() async throws {
    try await PortalWorld.with { world in
      let browser = try await world.browser(.kari)
      let form = try await browser.get(CancelPageTests.path).filled(["reason": "not-used"])
      let cookies = browser.cookies
      let writer = try await Writer(world)
      try await withThrowingTaskGroup { group in
        for _ in 0..<2 {
          group.addTask {
            try await Browser(world, cookies: cookies).send(form, to: CancelPageTests.path)
          }
        }
        let second = try await group.next()
        #expect(second?.status == 429 && second?.text.contains("One moment") == true)
        try await writer.goOn()
        #expect(try await group.next()?.status == 303)
      }
    }
  }
}
