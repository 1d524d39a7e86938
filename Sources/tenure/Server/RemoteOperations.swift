import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import TenureEngine
import TenurePolicy

/// Operations of a running server, asked for by HTTP with an operator's key.
struct RemoteOperations: Operations {
  private let server: String
  private let key: String
  private let client = HTTPClient.shared

  /// How long an operation may take.
  private static let patience = TimeAmount.hours(1)
  /// The longest answer that is read whole.
  private static let longestAnswer = 16 << 20

  /// - Parameter server: its address, such as `https://tenure.example.com`.
  init(server: String, key: String) throws(InputErrors) {
    let url = URL(string: server)
    guard url?.host?.isEmpty == false, url?.scheme == "http" || url?.scheme == "https" else {
      throw InputErrors([
        InputError(
          file: "--server", problem: "`\(server)` is not an address",
          remedy: "write it as `https://tenure.example.com`")
      ])
    }
    self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
    self.key = key
  }

  func importRows(_ batch: ImportBatch) async throws -> ImportReport {
    var query = "position=\(batch.position)&context=\(batch.context)&dryRun=\(batch.isDryRun)"
    if let source = batch.source { query += "&source=\(source)" }
    let answer = try await send(
      "POST", "/v1/operations/imports?\(query)", batch.rows, "application/jsonl",
      file: batch.name)
    return try JSONDecoder().decode(ImportReport.self, from: answer)
  }

  func exportRows(
    of account: AccountID?, to write: @escaping @Sendable ([UInt8]) throws -> Void
  ) async throws {
    let query = account.map { "?account=\($0)" } ?? ""
    try await fetch("/v1/operations/export\(query)", write)
  }

  func backup(
    to path: String?, progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> BackupBody {
    if let path {
      throw OperationFailure(
        problem: "a server makes its copies in its own folder, not at `\(path)`",
        remedy: "leave the file out; `--backup-folder` of the server names the folder")
    }
    let answer = try await send("POST", "/v1/operations/backups")
    return try JSONDecoder().decode(BackupBody.self, from: answer)
  }

  func check(
    progress: @escaping @Sendable (DoctorProgress) -> Void
  ) async throws -> DoctorReport {
    let answer = try await send("POST", "/v1/operations/doctor")
    return try JSONDecoder().decode(DoctorReport.self, from: answer)
  }

  func release() async throws -> Bool {
    struct Answer: Decodable { let wasHeld: Bool }
    let answer = try await send("POST", "/v1/operations/release")
    return try JSONDecoder().decode(Answer.self, from: answer).wasHeld
  }

  func createKey(_ body: [UInt8]) async throws -> KeyBody {
    let answer = try await send("POST", "/v1/keys", body, "application/json")
    return try JSONDecoder().decode(KeyBody.self, from: answer)
  }

  func keys() async throws -> [KeyBody] {
    struct Answer: Decodable {
      let items: [KeyBody]
      /// The address of what follows.
      let next: String?
    }
    var keys: [KeyBody] = []
    var address = "/v1/keys?limit=100"
    while true {
      let bytes = try await send("GET", address)
      let answer = try JSONDecoder().decode(Answer.self, from: bytes)
      keys += answer.items
      guard let next = answer.next else { return keys }
      address = next
    }
  }

  func revokeKey(_ id: KeyID) async throws {
    _ = try await send("DELETE", "/v1/keys/\(id)")
  }

  func failedWork() async throws -> [FailedWorkBody] {
    struct Answer: Decodable { let items: [FailedWorkBody] }
    let answer = try await send("GET", "/v1/operations/work?limit=\(PageLimit.most)")
    return try JSONDecoder().decode(Answer.self, from: answer).items
  }

  func retryWork(_ body: [UInt8]) async throws {
    _ = try await send("POST", "/v1/operations/retries", body, "application/json")
  }

  func clock(of account: AccountID) async throws -> ClockBody {
    let answer = try await send("GET", "/v1/accounts/\(account)/clock")
    return try JSONDecoder().decode(ClockBody.self, from: answer)
  }

  func advanceClock(of account: AccountID, _ body: [UInt8]) async throws -> AdvanceBody {
    let answer = try await send(
      "POST", "/v1/accounts/\(account)/clock", body, "application/json")
    return try JSONDecoder().decode(AdvanceBody.self, from: answer)
  }

  func addPolicy(_ document: String, file: String) async throws -> String {
    struct Answer: Decodable {
      struct Edition: Decodable { let edition: String }
      let edition: Edition
    }
    let answer = try await send(
      "POST", "/v1/policies", Array(document.utf8), "application/yaml", file: file)
    return try JSONDecoder().decode(Answer.self, from: answer).edition.edition
  }

  func close() async {}

  /// Writes an answer piece by piece.
  private func fetch(_ path: String, _ write: ([UInt8]) throws -> Void) async throws {
    let response = try await response("GET", path, [], nil)
    for try await piece in response.body { try write(Array(piece.readableBytesView)) }
  }

  func send(
    _ method: String, _ path: String, _ body: [UInt8] = [], _ form: String? = nil,
    file: String? = nil
  ) async throws -> Data {
    let response = try await response(method, path, body, form, file: file)
    let bytes = try await response.body.collect(upTo: Self.longestAnswer)
    return Data(bytes.readableBytesView)
  }

  /// - Throws: `InputErrors` for what the server finds wrong with the body, `OperationFailure` for
  ///   any other answer that is not a success.
  private func response(
    _ method: String, _ path: String, _ body: [UInt8], _ form: String?, file: String? = nil
  ) async throws -> HTTPClientResponse {
    var request = HTTPClientRequest(url: server + path)
    request.method = .init(rawValue: method)
    request.headers.add(name: "Authorization", value: "Bearer \(key)")
    if let form { request.headers.add(name: "Content-Type", value: form) }
    if !body.isEmpty { request.body = .bytes(ByteBuffer(bytes: body)) }
    let response: HTTPClientResponse
    do {
      response = try await client.execute(request, timeout: Self.patience)
    } catch {
      throw OperationFailure(
        problem: "\(server) does not answer: \(error)",
        remedy: "check the address, and that the server runs")
    }
    guard (200..<300).contains(response.status.code) else {
      let bytes = try await response.body.collect(upTo: Self.longestAnswer)
      throw ServerProblem(Data(bytes.readableBytesView), status: response.status.code)
        .error(file: file)
    }
    return response
  }
}

/// A problem as a server answers it (RFC 9457).
private struct ServerProblem: Decodable {
  struct Fault: Decodable {
    let field: String?
    let problem: String
    let remedy: String

    /// `line 7: …` of a body that has lines.
    func error(file: String) -> InputError {
      let match = problem.prefixMatch(of: #/line (\d+): /#)
      let line = match.flatMap { Int($0.1) } ?? 0
      return InputError(
        file: file, line: line, column: line > 0 ? 1 : 0, key: field ?? "",
        problem: String(problem[(match?.range.upperBound ?? problem.startIndex)...]),
        remedy: remedy)
    }
  }

  var title: String?
  var detail: String?
  var errors: [Fault]?
  private var status: UInt?

  init(_ body: Data, status: UInt) {
    self = (try? JSONDecoder().decode(ServerProblem.self, from: body)) ?? ServerProblem(status)
    self.status = status
  }

  private init(_ status: UInt) {
    self.status = status
  }

  func error(file: String?) -> any Error {
    if let file, let errors, !errors.isEmpty {
      return InputErrors(errors.map { $0.error(file: file) })
    }
    let said = [title, detail].compactMap { $0 }.joined(separator: ": ")
    let faults = (errors ?? []).map { "\($0.field ?? ""): \($0.problem)" }.joined(separator: "; ")
    let words = [said, faults].filter { !$0.isEmpty }.joined(separator: ": ")
    let number = status.map { "\($0)" } ?? "?"
    return OperationFailure(
      problem: "the server answered \(number)\(words.isEmpty ? "" : " (\(words))")",
      remedy: status == 401 || status == 403
        ? "set TENURE_KEY to a key with the scope `operate`"
        : "see the server's log; its request id is in the answer")
  }
}
