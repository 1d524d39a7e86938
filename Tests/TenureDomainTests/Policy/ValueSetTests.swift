import TenureDomain
import TenureTesting
import Testing

struct ValueSetTests {
  @Test func `ranges that touch or overlap become one`() {
    let set = ValueSet([5...7, 1...2, 3...4, 6...9])
    #expect(set.ranges == [1...9])
  }

  @Test func `a complement takes the rest, and its complement is the set again`() {
    let set = ValueSet([0...24, 26...30])
    #expect(set.complement.ranges == [Int64.min ... -1, 25...25, 31...Int64.max])
    #expect(set.complement.complement == set)
    #expect(ValueSet.all.complement.isEmpty)
    #expect(ValueSet([]).complement == .all)
  }

  @Test func `a range up to the greatest number takes in nothing after it`() {
    let set = ValueSet([26...Int64.max, 0...3])
    #expect(set.ranges == [0...3, 26...Int64.max])
    #expect(set.contains(.max) && !set.contains(25))
  }

  @Test func `sets agree with asking each value`() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      func draw() -> ValueSet {
        ValueSet(
          (0..<Int.random(in: 0...4, using: &random)).map { _ in
            let low = Int64.random(in: 0...30, using: &random)
            return low...low + Int64.random(in: 0...6, using: &random)
          })
      }
      let one = draw()
      let two = draw()
      for value in Int64(-2)...40 {
        #expect(
          one.intersection(two).contains(value) == (one.contains(value) && two.contains(value)))
        #expect(one.complement.contains(value) != one.contains(value))
      }
    }
  }
}
