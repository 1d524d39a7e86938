import TenureDomain
import TenurePolicy

/// What is asked for with the closing of an account.
struct ClosureRequest {
  /// Whether who asks says that they know what it does (CLO-05).
  let isUnderstood: Bool
  let named: ActRequest.Named?
  let onBehalfOf: PersonID?
  let supportReason: String?

  /// - Throws: `EngineError.invalid`.
  init(body: [UInt8]) throws {
    let request = try RequestReader(body)
    let fields =
      request.reader.mapping(
        request.root, required: [],
        optional: ["understood", "actor", "onBehalfOf", "supportReason"]) ?? [:]
    let act = ActFields(request: request, fields: fields)
    isUnderstood = fields["understood"].flatMap(request.reader.boolean) ?? false
    named = fields["actor"].flatMap(act.actor)
    onBehalfOf = act.onBehalfOf()
    supportReason = act.supportReason()
    try request.finish()
  }
}
