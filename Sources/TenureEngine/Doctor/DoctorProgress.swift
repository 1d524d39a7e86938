/// How far a check has come; for a progress bar.
public struct DoctorProgress: Sendable, Hashable {
  public let accounts: Int
  public let events: Int
  public let receipts: Int
  public let findings: Int
}
