extension DoctorFinding {
  /// Work that failed: a fault once it was set aside, a note while it is tried again.
  init(_ work: FailedWork) {
    let account = "account \(work.place.account)"
    let place = work.place.subscription.map { "\(account), subscription \($0)" } ?? account
    if let setAside = work.setAside {
      self.init(
        .fault, "work.set-aside", place: place,
        problem: "set aside on \(setAside) after \(work.attempts) attempts: \(work.problem)",
        remedy: "mend that, then `tenure work retry \(work.place.text)`")
    } else {
      self.init(
        .note, "work.failed", place: place,
        problem: "failed \(work.attempts) times: \(work.problem)",
        remedy: "it is tried again\(work.retry.map { " at \($0)" } ?? "")")
    }
  }
}
