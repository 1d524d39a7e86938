/// The room that one subscription gives a person in the cloud.
public struct StorageCover: Sendable, Hashable {
  /// In bytes.
  public let quota: Int64
  /// The local date on which the subscription stopped giving it; nil while it gives it.
  public let endedOn: CalendarDate?

  public init(quota: Int64, endedOn: CalendarDate?) {
    self.quota = quota
    self.endedOn = endedOn
  }
}

extension [StorageCover] {
  /// The quota that holds now: the most that any subscription gives, else the free one (CON-S1,
  /// CON-S3).
  public func quota(free: Int64) -> Int64 {
    reduce(free) { $1.endedOn == nil ? Swift.max($0, $1.quota) : $0 }
  }

  /// The last day on which so many bytes fitted thanks to a subscription that has ended since.
  func lastFit(of used: Int64) -> CalendarDate? {
    compactMap { $0.quota >= used ? $0.endedOn : nil }.max()
  }
}

extension StorageClock {
  /// Brings the clock up to a day, for a use that has not changed since it was last brought up.
  ///
  /// What ended in the meantime tells when the room went, so that the answer is the same whenever
  /// somebody looks.
  ///
  /// - Parameter settled: the day it was last brought to; nil for a use that is told for the first
  ///   time, which then is too much since the room for it went.
  public mutating func bring(
    to day: CalendarDate, from settled: CalendarDate?, used: Int64, free: Int64,
    covers: [StorageCover]
  ) {
    let quota = covers.quota(free: free)
    guard used > quota else {
      measure(used: used, quota: quota, on: day)
      return
    }
    let lastFit = covers.lastFit(of: used)
    guard let since = overSince else {
      let began = lastFit.flatMap { fit in settled.map { fit >= $0 } ?? true ? fit : nil }
      self = StorageClock(overSince: began ?? day)
      return
    }
    // There was room again in between, and it went once more.
    if let lastFit, lastFit > since { self = StorageClock(overSince: lastFit) }
  }
}
