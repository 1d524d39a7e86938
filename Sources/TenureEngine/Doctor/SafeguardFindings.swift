import TenureDomain

extension FindingList {
  /// What keeps data from being deleted, and what of it is late: brakes that are on, tasks whose
  /// promised date is at risk, holds in force.
  static func safeguards(at now: Timestamp, _ tx: any StoreReader) throws -> FindingList {
    var list = FindingList()
    for brake in Brake.allCases {
      guard let state = try tx.state(of: brake), state.isOn else { continue }
      list.warning(
        "brake.on", at: "brake \(brake.rawValue)", "on since \(state.since): \(state.reason)",
        "look into it, then `tenure brakes release \(brake.rawValue)`")
    }
    for task in try tx.escalatedTasks(atMost: DoctorReport.mostFindings) { list.add(task, now) }
    try WholeList.each(
      { try tx.holdsInForce(of: nil, at: now, $0) },
      place: { HoldPlace(account: $0.account, hold: $0.id) }, { list.add($0) })
    return list
  }

  private mutating func add(_ hold: HoldRecord) {
    let kind = hold.isLegal ? "legal hold" : "hold"
    let end = hold.until.map { ", until \($0)" } ?? ""
    add(
      DoctorFinding(
        .note, "hold.in-force", place: "account \(hold.account)",
        problem: "\(kind) since \(hold.placed)\(end): \(hold.reason)",
        remedy: "when its reason is gone, `tenure holds release \(hold.account) \(hold.id)`"))
  }

  private mutating func add(_ task: TaskRecord, _ now: Timestamp) {
    guard let goneBy = task.goneBy else { return }
    let place = "account \(task.account), task \(task.id)"
    let why = task.problem.map { "; the last attempt failed: \($0)" } ?? ""
    let state = "\(task.kind.rawValue) is \(task.state.rawValue)\(why)"
    let remedy = "see that the product claims and completes it; holds and brakes stop it"
    if goneBy <= now {
      fault("task.late", at: place, "it was promised by \(goneBy), and the \(state)", remedy)
    } else {
      warning("task.at-risk", at: place, "it is promised by \(goneBy), and the \(state)", remedy)
    }
  }
}
