import HTTPTypes
import Hummingbird
import TenureDomain
import TenureEngine
import Testing

@testable import TenureAPI

/// The server and `Interface/openapi.yaml` say the same.
@Suite struct InterfaceDocumentTests {
  private let document: InterfaceDocument

  init() throws {
    document = try InterfaceDocument()
  }

  @Test func `every route is documented, and the reverse`() async throws {
    try await TestServer.run { server in
      let api = APIServices(
        engine: server.engine, settings: APISettings(publicURL: "", version: "", storeName: ""),
        metrics: server.metrics, documents: try APIDocuments(folder: Project.root))
      let router = APIApplication.router(Endpoints.all, api)
      let routes = Set(router.routes.map { "\($0.method.rawValue) \($0.path)" })
      let documented = Set(document.operations.map { "\($0.method) \($0.template)" })
      #expect(routes.filter { !$0.hasPrefix("HEAD ") } == documented)
    }
  }

  @Test func `every endpoint has its operation's name, query, body and forms`() {
    for endpoint in Endpoints.all {
      guard
        let operation = document.operations.first(where: {
          $0.method == endpoint.method.rawValue && $0.template == endpoint.template
        })
      else { continue }
      let parameters = operation.node["parameters"].items.map {
        InterfaceDocument.resolve($0, document.root)
      }
      let query = parameters.filter { $0["in"].text == "query" }.compactMap { $0["name"].text }
      let forms = operation.responses.filter { $0.key.hasPrefix("2") || $0.key == "303" }
        .flatMap(\.value.keys)
      let body = operation.node["requestBody"]["content"].members.keys.sorted()
      #expect(operation.id == endpoint.id)
      #expect(operation.isOpen == endpoint.isOpen, "\(endpoint.id)")
      #expect(query.sorted() == endpoint.query.sorted(), "\(endpoint.id)")
      #expect(Set(forms) == Set(endpoint.forms.map(\.rawValue)), "\(endpoint.id)")
      #expect(body == endpoint.input.form.map { [$0.rawValue] } ?? [], "\(endpoint.id)")
    }
  }

  @Test func `every permission that an operation names is in the table`() {
    for operation in document.operations {
      guard let name = operation.permission else { continue }
      #expect(TenureEngine.Operation(rawValue: name) != nil, "\(operation.id)")
    }
    let named = Set(document.operations.compactMap(\.permission))
    // Some values of a body need it in addition to what their operation needs.
    let additional = TenureEngine.Operation.changeRoles.rawValue
    #expect(named.union([additional]) == Set(TenureEngine.Operation.words))
  }

  @Test func `closed sets are the words of the domain`() {
    let sets: [(String, [String])] = [
      ("AccountKind", AccountKind.words), ("Agreement", Agreement.words.filter { $0 != "none" }),
      ("Program", Program.words.filter { $0 != "none" }), ("Segment", Segment.words),
      ("Cloud", Cloud.words), ("Role", Role.words),
      ("AccountRole", Role.words.filter { $0 != "visitor" }),
      ("SubscriptionKind", SubscriptionKind.words),
      ("SubscriptionState", SubscriptionState.words), ("Channel", Channel.words),
      ("PaymentMethod", PaymentMethod.words), ("PriceUnit", PriceUnit.words),
      ("Interval", BillingInterval.allCases.map(\.rawValue)), ("EndingCause", EndingCause.words),
      ("ActName", ActKind.words), ("Outcome", Outcome.words),
      ("MilestoneName", MilestoneKind.words), ("MilestoneBound", MilestoneKind.Bound.words),
      ("Effect", Effect.words), ("LeavingReason", LeavingReason.words), ("Scope", Scope.words),
      ("UserAccess", Access.Users.words), ("AdministratorAccess", Access.Administrators.words),
      ("Operation", TenureEngine.Operation.words), ("TaskKind", TaskKind.words),
      ("TaskState", TaskState.words), ("BrakeName", Brake.words),
    ]
    for (name, words) in sets {
      #expect(document.schema(name)["enum"].items.compactMap(\.text) == words, "\(name)")
    }
  }

  @Test func `every problem is documented, and the reverse`() {
    let types = document.problem["properties"]["type"]["enum"].items.compactMap(\.text)
    #expect(types == ProblemKind.allCases.map(\.type))
  }

  @Test func `requests refuse members that are not documented`() {
    for name in [
      "NewAccount", "AccountChange", "NewPerson", "PersonChange", "NewSubscription",
      "SubscriptionChange", "ActRequest", "NewBatch", "NewKey",
      "Claim", "NextClaim", "TaskProgress", "TaskCompletion", "TaskFailure", "NewHold",
    ] {
      #expect(document.schema(name)["additionalProperties"] == .boolean(false), "\(name)")
    }
  }

  @Test func `nothing is defined that nothing refers to`() {
    var named: Set<String> = []
    func collect(_ node: RawJSON) {
      if let reference = node["$ref"].text { named.insert(reference) }
      for item in node.items { collect(item) }
      for (_, member) in node.members { collect(member) }
    }
    collect(document.root)
    for (kind, parts) in document.root["components"].members where kind != "securitySchemes" {
      for name in parts.members.keys {
        #expect(named.contains("#/components/\(kind)/\(name)"))
      }
    }
  }
}
