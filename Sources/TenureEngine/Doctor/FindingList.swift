import TenureDomain

/// Collects findings, as many as a report lists.
struct FindingList: Sendable {
  private(set) var findings: [DoctorFinding] = []
  private(set) var unlisted = 0

  var count: Int { findings.count + unlisted }

  mutating func add(_ finding: DoctorFinding) {
    guard findings.count < DoctorReport.mostFindings else {
      unlisted += 1
      return
    }
    findings.append(finding)
  }

  mutating func fault(_ kind: String, at place: String, _ problem: String, _ remedy: String) {
    add(DoctorFinding(.fault, kind, place: place, problem: problem, remedy: remedy))
  }

  mutating func warning(_ kind: String, at place: String, _ problem: String, _ remedy: String) {
    add(DoctorFinding(.warning, kind, place: place, problem: problem, remedy: remedy))
  }

  mutating func add(_ others: FindingList) {
    for finding in others.findings { add(finding) }
    unlisted += others.unlisted
  }

  /// The worst first, else in the order of finding.
  var sorted: [DoctorFinding] {
    DoctorFinding.Severity.allCases.flatMap { severity in
      findings.filter { $0.severity == severity }
    }
  }
}

/// What to do about a finding, where several have the same remedy.
enum Remedy {
  static let restore =
    "somebody changed the database past Tenure: compare with a back-up, and restore it"
}
