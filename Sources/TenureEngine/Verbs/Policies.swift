import TenureDomain
import TenurePolicy

extension Engine {
  /// The editions that this server answers with.
  public func policies(by caller: Caller) throws -> [PolicyBody] {
    try caller.may(.readPolicies)
    return shelf.book.documents.map {
      PolicyBody($0.edition, digest: shelf.digest(of: $0.edition.id) ?? [])
    }
  }

  /// The rules of an edition in words, with their sources.
  ///
  /// - Parameter text: `family@date`.
  public func policy(
    _ text: String, by caller: Caller, language: String? = nil
  ) throws -> EditionBody {
    try caller.may(.readPolicies)
    guard
      let edition = shelf.editions.first(where: { "\($0)" == text }).flatMap(shelf.edition)
    else { throw EngineError.notFound("policy") }
    return EditionBody(edition, nil, shelf.localizer(for: language ?? "en"))
  }
}
