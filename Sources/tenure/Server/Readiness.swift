import TenureEngine

/// What keeps a server from being ready, in words for the operator.
struct Readiness: Sendable {
  let opened: OpenedEngine

  init(_ opened: OpenedEngine) {
    self.opened = opened
  }

  /// Empty if the server can serve.
  func problems() async -> [String] {
    let engine = opened.engine
    do {
      let (inUse, added, released, shared) = try await engine.store.read { tx in
        (
          try tx.editionsInUse(), try tx.editions(), try tx.setting(Release.setting),
          try tx.setting(KeyAgreement.setting)
        )
      }
      engine.shelf.take(added)
      var problems = engine.shelf.missing(from: inUse).map {
        "the edition `\($0)` is in use and not on this server: tenure policy add FILE"
      }
      if released == Release.held {
        problems.append("this is a restored copy that nobody has released: tenure release")
      }
      if let remedy = KeyAgreement(shared: shared, keys: engine.keys.ring).remedy {
        problems.append(remedy)
      }
      return problems
    } catch {
      return ["the database cannot be read: \(error)"]
    }
  }
}
