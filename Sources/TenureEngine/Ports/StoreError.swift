/// Why a store could not do what it was asked.
public enum StoreError: Error, Sendable, Hashable {
  /// A row changed since it was read; load again and decide again.
  case conflict
  /// Something with this key exists already; names what.
  case duplicate(String)
  /// A constraint of the schema refused a row; names the constraint. It means a fault of ours.
  case constraint(String)
  /// The database cannot be reached or asks to wait. Nothing was written; trying again is safe.
  case unavailable(String)
  /// The connection broke while a commit was on its way: nobody knows if it was carried out. The
  /// same `Idempotency-Key` finds out.
  case commitUnknown
  /// The disk is full. Nothing was written.
  case full
  /// The database says something that this version cannot read; the text says what.
  case unreadable(String)
}
