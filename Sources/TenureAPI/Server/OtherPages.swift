public import HTTPTypes
public import Hummingbird
public import Logging

/// What is served besides the interface, such as pages for people.
public struct OtherPages: Sendable {
  /// Answers a request for one of its own addresses.
  ///
  /// It is handed the request, the name that the request goes by, the address of who asks, and
  /// where faults are told. It answers nil if the address is none of its own, or not for the
  /// method of the request.
  public typealias Answer =
    @Sendable (Request, _ requestID: String, _ from: String, Logger) async throws -> (
      template: String, response: Response
    )?

  /// The template and the methods of one of its own addresses; nil for any other.
  public typealias Methods = @Sendable (_ path: String) -> (template: String, methods: [String])?

  /// Says to people that an address is nobody's (404), or not for the method of the request (405).
  public typealias Refusal =
    @Sendable (Request, HTTPResponse.Status, _ requestID: String) async throws -> Response

  let answer: Answer
  let methods: Methods
  let refusal: Refusal

  public init(
    methods: @escaping Methods, refusal: @escaping Refusal, answer: @escaping Answer
  ) {
    self.methods = methods
    self.refusal = refusal
    self.answer = answer
  }
}
