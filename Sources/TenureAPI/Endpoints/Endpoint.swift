import HTTPTypes

/// One call of the interface, as `Interface/openapi.yaml` describes it.
struct Endpoint: Sendable {
  typealias Handler = @Sendable (Call) async throws -> Reply

  /// What is read of a request's body.
  enum Input: Sendable, Hashable {
    case nothing
    /// A body of the usual size, or none.
    case optionalBody(MediaType)
    /// A body of the usual size.
    case body(MediaType)
    /// A body as large as an import's.
    case largeBody(MediaType)

    /// The form that is read; nil if none is.
    var form: MediaType? {
      switch self {
      case .nothing: nil
      case .optionalBody(let form), .body(let form), .largeBody(let form): form
      }
    }
  }

  /// Its `operationId`.
  let id: String
  let method: HTTPRequest.Method
  /// Its path, with parameters in braces.
  let template: String
  /// Whether it asks who calls.
  var isOpen = false
  /// Whether who sends no credential could guess something here: then each address may try as often
  /// as one that sends wrong credentials.
  var isGuessed = false
  /// The query parameters it has.
  var query: [String] = []
  var input = Input.nothing
  /// The forms of its answer, the preferred one first.
  var forms: [MediaType] = [.json]
  /// Whether it may take long, as an import does.
  var isLong = false
  let handler: Handler

  init(_ id: String, _ method: HTTPRequest.Method, _ template: String, handler: @escaping Handler) {
    self.id = id
    self.method = method
    self.template = template
    self.handler = handler
  }

  /// The same call, changed.
  func with(_ change: (inout Endpoint) -> Void) -> Endpoint {
    var endpoint = self
    change(&endpoint)
    return endpoint
  }
}

extension Endpoint {
  static func get(
    _ id: String, _ template: String, query: [String] = [], forms: [MediaType] = [.json],
    _ handler: @escaping Handler
  ) -> Endpoint {
    Endpoint(id, .get, template, handler: handler).with {
      $0.query = query
      $0.forms = forms
    }
  }

  static func post(
    _ id: String, _ template: String, input: Input = .body(.json),
    _ handler: @escaping Handler
  ) -> Endpoint {
    Endpoint(id, .post, template, handler: handler).with { $0.input = input }
  }

  static func patch(
    _ id: String, _ template: String, _ handler: @escaping Handler
  ) -> Endpoint {
    Endpoint(id, .patch, template, handler: handler).with { $0.input = .body(.json) }
  }

  static func put(_ id: String, _ template: String, _ handler: @escaping Handler) -> Endpoint {
    Endpoint(id, .put, template, handler: handler)
  }

  static func delete(_ id: String, _ template: String, _ handler: @escaping Handler) -> Endpoint {
    Endpoint(id, .delete, template, handler: handler)
  }

  /// The same call, open to anybody, even who does not say who asks.
  var open: Endpoint { with { $0.isOpen = true } }

  /// The same call, where something could be guessed.
  var guessed: Endpoint { with { $0.isGuessed = true } }

  /// The same call, with the time that long work needs.
  var long: Endpoint { with { $0.isLong = true } }
}
