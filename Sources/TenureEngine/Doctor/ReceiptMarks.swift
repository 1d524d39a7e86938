/// Which receipts were seen, in any order and in little memory: how many, and the sum of a digest
/// of each. Two sets of receipts that differ have the same marks only by a chance of one in 2^64.
struct ReceiptMarks: Sendable, Hashable {
  private(set) var count = 0
  private var sum: UInt64 = 0

  mutating func add(_ id: String) {
    count += 1
    sum &+= Hash.sha256([UInt8](id.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
