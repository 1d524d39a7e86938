import HTTPTypes
import TenureEngine

/// The page that says what went wrong and what to do about it.
enum TroublePage {
  struct Model: Sendable {
    let help: String
    let faults: [String]
    let hasFaults: Bool
    let home: String
    let requestID: String
  }

  static func answer(_ trouble: Trouble, _ visit: Visit) -> PageAnswer {
    let key = "trouble.\(trouble.kind.rawValue)"
    let model = Model(
      help: trouble.detail ?? visit.text("\(key).help"),
      faults: trouble.faults.map { "\($0.field): \($0.problem). \($0.remedy)." },
      hasFaults: !trouble.faults.isEmpty, home: visit.face.home.path, requestID: visit.requestID)
    return PageAnswer.page(
      "trouble", title: visit.text("\(key).title"), lead: visit.text("\(key).what"), model
    ).with {
      $0.status = trouble.status
    }
  }
}
