import TenureDomain
import Testing

struct FractionTests {
  @Test func `each rounding chooses its neighbour, on both sides of zero`() {
    for sign: Int64 in [1, -1] {
      expect(sign, 25, over: 10, halfUp: 3, down: 2, up: 3, halfEven: 2)
      expect(sign, 35, over: 10, halfUp: 4, down: 3, up: 4, halfEven: 4)
      expect(sign, 24, over: 10, halfUp: 2, down: 2, up: 3, halfEven: 2)
      expect(sign, 26, over: 10, halfUp: 3, down: 2, up: 3, halfEven: 3)
      expect(sign, 20, over: 10, halfUp: 2, down: 2, up: 2, halfEven: 2)
      expect(sign, 5, over: 10, halfUp: 1, down: 0, up: 1, halfEven: 0)
      expect(sign, 1, over: 3, halfUp: 0, down: 0, up: 1, halfEven: 0)
      expect(sign, 0, over: 10, halfUp: 0, down: 0, up: 0, halfEven: 0)
    }
  }

  @Test func `whole and remainder make up the fraction`() {
    for (amount, part, denominator) in [(7, 1, 3), (-7, 2, 3), (6, 1, 3), (6900, 355, 365)] {
      let fraction = Fraction(of: Int64(amount), part: Int64(part), over: Int64(denominator))
      let product = fraction.whole * fraction.denominator + fraction.remainder
      #expect(product == Int64(amount * part))
      #expect(fraction.isWhole == (fraction.remainder == 0))
    }
  }

  @Test func `the largest numbers fit`() {
    let most = Fraction(of: .max, part: .max - 1, over: .max)
    #expect(most.rounded(.up) == .max - 1)
    #expect(Fraction(of: .min, part: .max, over: .max).rounded(.halfUp) == .min)
    // (2^63 - 1) / 2 and its mirror, which is 2^62 exactly.
    #expect(Fraction(of: .max, part: 1, over: 2).rounded(.halfUp) == 1 << 62)
    #expect(Fraction(of: .min, part: 1, over: 2).rounded(.halfUp) == -(1 << 62))
  }

  private func expect(
    _ sign: Int64, _ amount: Int64, over denominator: Int64, halfUp: Int64, down: Int64,
    up: Int64, halfEven: Int64, at location: SourceLocation = #_sourceLocation
  ) {
    let fraction = Fraction(of: sign * amount, part: 1, over: denominator)
    #expect(fraction.rounded(.halfUp) == sign * halfUp, sourceLocation: location)
    #expect(fraction.rounded(.down) == sign * down, sourceLocation: location)
    #expect(fraction.rounded(.up) == sign * up, sourceLocation: location)
    #expect(fraction.rounded(.halfEven) == sign * halfEven, sourceLocation: location)
  }
}
