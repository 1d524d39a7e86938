import TenureDomain
import Testing

/// Frozen after three months over the quota, deletable after six (CON-S7, CON-S8).
struct StorageClockTests {
  private static let gigabyte: Int64 = 1_000_000_000
  private static let rule = StorageRule(
    cloud: 5 * gigabyte, mail: 15 * gigabyte, frozenAfterMonths: 3, mayBeDeletedAfterMonths: 6)
  private let notice = 14

  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func clock(over used: Int64, on text: String) throws -> StorageClock {
    var clock = StorageClock()
    clock.measure(used: used, quota: Self.rule.cloud, on: try day(text))
    return clock
  }

  private func stage(_ clock: StorageClock, _ text: String) throws -> StorageStage {
    clock.stage(on: try day(text), under: Self.rule, notice: notice)
  }

  @Test func `what fits to the last byte is not over (D10)`() throws {
    let full = try clock(over: 5 * Self.gigabyte, on: "2025-05-01")
    #expect(full.overSince == nil)
    #expect(try stage(full, "2026-05-01") == .fits)
    #expect(full.next(after: try day("2025-05-01"), under: Self.rule, notice: notice) == nil)
    let over = try clock(over: 5 * Self.gigabyte + 1, on: "2025-05-01")
    #expect(try stage(over, "2025-05-01") == .over)
  }

  @Test func `it is frozen three months after and may be deleted six months after`() throws {
    // 30 November + 3 months is clamped to the last day of February (D4).
    var clock = try clock(over: 6 * Self.gigabyte, on: "2025-11-30")
    let dates = try #require(clock.dates(under: Self.rule, notice: notice))
    #expect(dates.frozenOn == (try day("2026-02-28")))
    #expect(dates.deletableFrom == (try day("2026-05-30")))
    #expect(dates.warningOn == (try day("2026-05-16")))
    #expect(try stage(clock, "2026-02-27") == .over)
    #expect(try stage(clock, "2026-02-28") == .frozen)
    clock.warn(on: try day("2026-05-16"))
    #expect(try stage(clock, "2026-05-29") == .frozen)
    #expect(try stage(clock, "2026-05-30") == .deletable)
  }

  @Test func `nobody's files become deletable unwarned, and a late warning moves the day`() throws {
    var clock = try clock(over: 6 * Self.gigabyte, on: "2025-11-30")
    #expect(try stage(clock, "2027-01-01") == .frozen)
    clock.warn(on: try day("2026-06-10"))
    // 10 June + 14 days.
    #expect(try stage(clock, "2026-06-23") == .frozen)
    #expect(try stage(clock, "2026-06-24") == .deletable)
    clock.warn(on: try day("2026-07-01"))
    #expect(clock.warnedOn == (try day("2026-06-10")))
  }

  @Test func `falling to the quota stops the clock, and it begins anew`() throws {
    var clock = try clock(over: 6 * Self.gigabyte, on: "2025-01-10")
    clock.measure(used: 7 * Self.gigabyte, quota: Self.rule.cloud, on: try day("2025-03-01"))
    #expect(clock.overSince == (try day("2025-01-10")))
    clock.measure(used: 5 * Self.gigabyte, quota: Self.rule.cloud, on: try day("2025-04-20"))
    #expect(try stage(clock, "2025-04-20") == .fits)
    clock.measure(used: 8 * Self.gigabyte, quota: Self.rule.cloud, on: try day("2025-05-02"))
    #expect(clock.overSince == (try day("2025-05-02")))
  }

  @Test func `buying storage stops the clock too`() throws {
    var clock = try clock(over: 60 * Self.gigabyte, on: "2025-01-10")
    let basic = Product(
      id: ProductID("basic"), line: .consumer, rank: 1, storage: 100 * Self.gigabyte)
    let quota = ProductCatalog([basic]).quota(of: [basic.id], free: Self.rule.cloud)
    #expect(quota == 100 * Self.gigabyte)
    #expect(ProductCatalog([basic]).quota(of: [], free: Self.rule.cloud) == Self.rule.cloud)
    clock.measure(used: 60 * Self.gigabyte, quota: quota, on: try day("2025-05-01"))
    #expect(try stage(clock, "2025-05-01") == .fits)
  }

  @Test func `what is due next comes in order`() throws {
    var clock = try clock(over: 6 * Self.gigabyte, on: "2025-01-10")
    func next(_ text: String) throws -> CalendarDate? {
      clock.next(after: try day(text), under: Self.rule, notice: notice)
    }
    #expect(try next("2025-01-10") == (try day("2025-04-10")))
    #expect(try next("2025-04-10") == (try day("2025-06-26")))
    #expect(try next("2025-09-01") == (try day("2025-06-26")), "the warning is late")
    clock.warn(on: try day("2025-06-26"))
    #expect(try next("2025-06-26") == (try day("2025-07-10")))
    #expect(try next("2025-07-10") == nil)
  }
}
