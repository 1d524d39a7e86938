import TenureDomain
import TenureEngine
import Testing

@Suite struct ClockWatchTests {
  private let noon = World.start

  @Test func `clocks that go together are believed`() {
    var watch = ClockWatch()
    #expect(watch.leap(wall: noon, steady: .seconds(5), database: noon) == nil)
    let later = noon.adding(hours: 3)
    #expect(watch.leap(wall: later, steady: .seconds(5 + 3 * 3_600), database: later) == nil)
  }

  @Test func `an hour of drift in small steps is no leap`() {
    var watch = ClockWatch()
    for day in 0..<100 {
      // A minute more each day: 99 minutes in the end, a minute at a time.
      let wall = noon.adding(hours: 24 * day).adding(seconds: 60 * day)
      #expect(watch.leap(wall: wall, steady: .seconds(86_400 * day), database: nil) == nil)
    }
  }

  @Test(arguments: [(25, 86_400 as Int64), (-23, -86_400)])
  func `a day too many or too few in an hour is a leap until it is set right`(
    _ hours: Int, _ seconds: Int64
  ) {
    var watch = ClockWatch()
    #expect(watch.leap(wall: noon, steady: .zero, database: nil) == nil)
    let leap = watch.leap(
      wall: noon.adding(hours: hours), steady: .seconds(3_600), database: nil)
    #expect(leap?.against == .steadyClock)
    #expect(leap?.seconds == seconds)
    #expect(
      watch.leap(wall: noon.adding(hours: 2), steady: .seconds(7_200), database: nil) == nil)
  }

  @Test func `a machine whose clock is not the database's is not believed from its first look`() {
    var watch = ClockWatch()
    let leap = watch.leap(wall: noon, steady: .zero, database: noon.adding(hours: 2))
    #expect(leap?.seconds == -7_200)
    #expect(
      leap?.text == "the wall clock is 7200 seconds behind the database's clock")
  }

  @Test func `an hour is no leap, a second more is`() {
    var watch = ClockWatch()
    #expect(watch.leap(wall: noon.adding(seconds: 3_600), steady: .zero, database: noon) == nil)
    #expect(watch.leap(wall: noon.adding(seconds: 3_601), steady: .zero, database: noon) != nil)
  }
}
