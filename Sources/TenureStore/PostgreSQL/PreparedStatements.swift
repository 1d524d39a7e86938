#if PostgreSQL
  import CLibpq

  /// What one connection has prepared, and under which names.
  struct PreparedStatements {
    /// What a server-side statement is made of: NULL fits any type, so the types come from the
    /// values of the first use.
    struct Key: Hashable {
      let statement: Statement
      let expected: Int?
    }

    struct Variant {
      let name: String
      let types: [Oid]
    }

    private var variants: [Key: [Variant]] = [:]
    private var count = 0

    /// The statement that takes such values, if there is one.
    func variant(_ key: Key, for values: [SQLValue]) -> Variant? {
      variants[key]?.first { variant in
        variant.types.count == values.count
          && zip(variant.types, values).allSatisfy { type, value in
            value.type == nil || value.type == type
          }
      }
    }

    /// Names a statement that is about to be prepared.
    mutating func add(_ key: Key, for values: [SQLValue]) -> Variant {
      count += 1
      let variant = Variant(name: "t\(count)", types: values.map { $0.type ?? 0 })
      variants[key, default: []].append(variant)
      return variant
    }

    /// Forgets one that the server did not come to prepare.
    mutating func remove(_ key: Key, named name: String) {
      variants[key]?.removeAll { $0.name == name }
    }
  }
#endif
