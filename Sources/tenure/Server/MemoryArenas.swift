import Glibc

/// The pools that the C library takes memory from. It makes up to eight for each processor, and
/// what is freed in one is of no use to the others.
enum MemoryArenas {
  /// Two are enough for the few threads that work at a time, and keep megabytes less. Must be
  /// called before there are threads; where the C library is another one, nothing happens.
  static func limit() {
    guard let symbol = dlsym(nil, "mallopt") else { return }
    let set = unsafeBitCast(symbol, to: Setter.self)
    _ = set(maximum, 2)
  }

  private typealias Setter = @convention(c) (CInt, CInt) -> CInt

  /// `M_ARENA_MAX` of `<malloc.h>`, which Swift does not see.
  private static let maximum: CInt = -8
}
