/// What becomes of the part of a minor unit that a division leaves.
///
/// All four treat a negative amount as the mirror of the positive one, so that taking a charge back
/// is exactly its reverse.
public enum Rounding: String, CaseIterable, Sendable {
  /// To the nearest; halves away from zero.
  case halfUp = "half-up"

  /// Towards zero.
  case down = "down"

  /// Away from zero.
  case up = "up"

  /// To the nearest; halves to the even neighbour.
  case halfEven = "half-even"
}
