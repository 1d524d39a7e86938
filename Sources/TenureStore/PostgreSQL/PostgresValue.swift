#if PostgreSQL
  import CLibpq
  import TenureEngine

  /// The types of PostgreSQL that the store meets, by their fixed numbers in `pg_type`.
  enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let json: Oid = 114
    static let unknown: Oid = 705
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700
    static let void: Oid = 2278
    static let jsonb: Oid = 3802
  }

  extension SQLValue {
    /// What a parameter is declared as; nil for NULL, which fits any.
    var type: Oid? {
      switch self {
      case .null: nil
      case .integer: PostgresType.int8
      case .text: PostgresType.text
      case .bytes: PostgresType.bytea
      }
    }

    /// Adds the binary form.
    func append(to buffer: inout [UInt8]) {
      switch self {
      case .null: break
      case .integer(let value):
        withUnsafeBytes(of: value.bigEndian) { buffer.append(contentsOf: $0) }
      case .text(let text): buffer.append(contentsOf: text.utf8)
      case .bytes(let bytes): buffer.append(contentsOf: bytes)
      }
    }

    /// A column in binary form.
    ///
    /// - Throws: `PostgresFault` for a type that the store does not know.
    init(_ bytes: UnsafeRawBufferPointer, type: Oid) throws {
      switch type {
      case PostgresType.int8, PostgresType.int4, PostgresType.int2:
        self = .integer(Self.integer(bytes))
      case PostgresType.bool: self = .integer(bytes.first == 0 ? 0 : 1)
      case PostgresType.bytea: self = .bytes([UInt8](bytes))
      case PostgresType.text, PostgresType.varchar, PostgresType.name, PostgresType.json,
        PostgresType.unknown, PostgresType.void:
        self = .text(String(decoding: bytes, as: UTF8.self))
      case PostgresType.jsonb:  // a version byte stands before the text
        self = .text(String(decoding: bytes.dropFirst(), as: UTF8.self))
      case PostgresType.numeric: self = .integer(try Self.wholeNumber(bytes))
      default:
        throw PostgresFault(
          state: "0A000", message: "a column has the type \(type), which is not read; cast it")
      }
    }

    private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64 {
      switch bytes.count {
      case 8: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
      case 4: Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
      default: Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
      }
    }

    /// What `sum` of a bigint column gives: how many digits to the base of 10 000, the weight of
    /// the first, the sign, the decimals shown; then the digits.
    private static func wholeNumber(_ bytes: UnsafeRawBufferPointer) throws -> Int64 {
      let fault = PostgresFault(
        state: "22003", message: "a numeric column holds what is no whole number of 64 bits")
      func word(_ index: Int) -> Int {
        Int(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2 * index, as: Int16.self)))
      }
      guard bytes.count >= 8 else { throw fault }
      let (count, weight, isNegative) = (word(0), word(1), word(2) == 0x4000)
      guard word(2) == 0 || isNegative, count <= weight + 1, weight <= 4 else { throw fault }
      var value: Int128 = 0
      for place in 0..<max(0, weight + 1) {
        value = value * 10_000 + (place < count ? Int128(word(4 + place)) : 0)
      }
      guard let whole = Int64(exactly: isNegative ? -value : value) else { throw fault }
      return whole
    }
  }
#endif
