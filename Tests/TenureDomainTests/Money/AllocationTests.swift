import TenureDomain
import Testing

struct AllocationTests {
  private func split(_ total: Int64, _ weights: [Int64]) throws -> [Int64] {
    let money = Money(minorUnits: total, currency: try .read("EUR"))
    return try Allocation.split(money, weights: weights).map(\.minorUnits)
  }

  @Test func `equal weights give the odd cents to the earlier parts`() throws {
    #expect(try split(100, [1, 1, 1]) == [34, 33, 33])
    #expect(try split(101, [1, 1, 1]) == [34, 34, 33])
    #expect(try split(2, [1, 1, 1]) == [1, 1, 0])
  }

  @Test func `the largest remainder comes first`() throws {
    // 100 x 1/6, 2/6, 3/6 = 16.67, 33.33, 50: the cent goes to the first.
    #expect(try split(100, [1, 2, 3]) == [17, 33, 50])
    // 10 x 5/9, 4/9 = 5.56, 4.44.
    #expect(try split(10, [5, 4]) == [6, 4])
  }

  @Test func `a weight of zero gets nothing and a negative total mirrors a positive one`() throws {
    #expect(try split(100, [0, 3, 0, 3, 1]) == [0, 43, 0, 43, 14])  // 42.86, 42.86, 14.29
    #expect(try split(-100, [0, 3, 0, 3, 1]) == [0, -43, 0, -43, -14])
  }

  @Test func `weights that cannot share an amount are refused`() throws {
    #expect(throws: MoneyError.negativeWeight(-1)) { try split(100, [2, -1]) }
    #expect(throws: MoneyError.noWeight) { try split(100, [0, 0]) }
    #expect(throws: MoneyError.noWeight) { try split(100, []) }
    #expect(try split(0, [0, 0]) == [0, 0])
    #expect(try split(0, []) == [])
  }

  @Test func `the largest numbers do not overflow`() throws {
    #expect(try split(.max, [.max, .max]) == [Int64.max / 2 + 1, Int64.max / 2])
    #expect(try split(.min, [.max, .max]) == [Int64.min / 2, Int64.min / 2])
    #expect(try split(.min, [1]) == [.min])
  }

  @Test func `parts sum to the whole and none is a cent off its share`() throws {
    var seed: UInt64 = 42
    for _ in 0..<2000 {
      let total = Int64(next(&seed) % 2_000_001) - 1_000_000
      let weights = (0...(next(&seed) % 7)).map { _ in Int64(next(&seed) % 1000) }
      let sum = weights.reduce(0, +)
      guard sum > 0 else { continue }
      let parts = try split(total, weights)
      #expect(parts.reduce(0, +) == total)
      for (part, weight) in zip(parts, weights) {
        // |part - total x weight / sum| < 1
        #expect(abs(part * sum - total * weight) < sum)
      }
    }
  }

  /// The next number of a repeatable sequence (SplitMix64).
  private func next(_ seed: inout UInt64) -> UInt64 {
    seed &+= 0x9E37_79B9_7F4A_7C15
    var z = seed
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
