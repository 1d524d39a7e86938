import TenureDomain
import TenurePolicy

/// Which editions of a folder and of a store may be served.
enum ShelfLoading {
  typealias Loaded = (editions: [ShelvedEdition], refused: [InputError])

  /// The editions that operators added. Their documents are compared with the digests under which
  /// they were proved.
  static func read(_ records: [EditionRecord], _ products: ProductCatalog) -> Loaded {
    var loaded: Loaded = ([], [])
    for record in records {
      let name = "edition `\(record.id)` of the store"
      guard Hash.sha256([UInt8](record.document.utf8)) == record.digest else {
        loaded.refused.append(
          InputError(
            file: name, problem: "its document is not the one that was proved",
            remedy: "restore the database from a back-up"))
        continue
      }
      do {
        let document = try EditionDocument(record.document, file: name, products: products)
        loaded.editions.append(
          ShelvedEdition(document, text: record.document, digest: record.digest))
      } catch {
        loaded.refused += error.errors
      }
    }
    return loaded
  }

  /// The documents of a folder that are known by their digests.
  ///
  /// - Parameter stored: what the store has already.
  static func known(
    _ documents: [(file: String, text: String)], _ products: ProductCatalog,
    besides stored: [ShelvedEdition]
  ) -> Loaded {
    var loaded: Loaded = ([], [])
    for (file, text) in documents {
      let digest = Hash.sha256([UInt8](text.utf8))
      if stored.contains(where: { $0.digest == digest }) { continue }
      guard let shipped = ShippedEdition.byDigest[digest] else {
        loaded.refused.append(
          InputError(
            file: file, problem: "the edition is not proved, so it is not served",
            remedy: "tenure policy add \(file)"))
        continue
      }
      if stored.contains(where: { $0.id == shipped.id }) {
        loaded.refused.append(
          InputError(
            file: file, problem: "the store has another `\(shipped.id)`, which is served",
            remedy: "nothing, unless that was not meant"))
        continue
      }
      loaded.editions.append(ShelvedEdition(shipped, text: text, file: file, products: products))
    }
    return loaded
  }
}
