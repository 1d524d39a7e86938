#if PostgreSQL
  import CLibpq
  import Glibc
  import TenureEngine

  /// One libpq connection in pipeline mode. It belongs to one thread.
  ///
  /// Statements are queued and travel at ``exchange()``, all of them in one round trip. After a
  /// fault the server skips what remains until the end of the round trip.
  final class Pipeline {
    /// What was queued, in order, and what its answer is good for.
    private enum Entry {
      case preparation(PreparedStatements.Key, name: String)
      case query(expected: Bool)
      case command(expected: Bool)
      case commit
    }

    /// What came back from a round trip.
    struct Answers {
      var results: [[SQLRow]] = []
      /// The first fault.
      var fault: PostgresFault?
      /// Whether the server said that the commit took effect.
      var isCommitted = false
      /// The commit was sent, and the connection broke without a word on it.
      var isCommitUnknown = false
    }

    private let connection: OpaquePointer
    private let notices = Notices()
    private var prepared = PreparedStatements()
    private var entries: [Entry] = []
    /// Round trips whose answers nobody waited for.
    private var owed: [[Entry]] = []

    private(set) var roundTrips = 0
    private(set) var preparations = 0
    private(set) var isBroken = false

    /// Takes over a connection that is ready.
    init(_ connection: OpaquePointer) throws {
      self.connection = connection
      PQsetNoticeReceiver(
        connection, { notices, result in Notices.receive(notices, result) },
        Unmanaged.passUnretained(notices).toOpaque())
      guard PQenterPipelineMode(connection) == 1 else { throw lost() }
    }

    deinit {
      PQfinish(connection)
    }

    /// Queues a statement whose rows are wanted.
    func query(_ statement: Statement, _ values: [SQLValue]) throws {
      try send(statement, values, expected: nil, wantsRows: true)
    }

    /// Queues a statement whose rows nobody reads; `expected` is how many it must change.
    func command(_ statement: Statement, _ values: [SQLValue] = [], expected: Int? = nil) throws {
      try send(statement, values, expected: expected, wantsRows: false)
    }

    func commit() throws {
      try command(Self.commitStatement)
      entries[entries.count - 1] = .commit
    }

    /// Sends what is queued and reads the answers to all of it.
    func exchange() throws -> Answers {
      try settle()
      let sent = takeEntries()
      guard !isBroken, PQpipelineSync(connection) == 1 else {
        return lostAnswers(sent)
      }
      return read(sent)
    }

    /// Sends what is queued; the answers are read before the next round trip, and dropped.
    func exchangeLater() throws {
      guard !isBroken else { throw lost() }
      let sent = takeEntries()
      guard PQpipelineSync(connection) == 1 else { throw lost() }
      owed.append(sent)
    }

    /// Reads the answers that nobody waited for.
    ///
    /// - Throws: `PostgresFault` if the connection broke meanwhile.
    func settle() throws {
      while !owed.isEmpty {
        let answers = read(owed.removeFirst())
        if isBroken { throw answers.fault ?? lost() }
      }
    }

    /// Looks whether the server has hung up since the last round trip.
    ///
    /// - Throws: `PostgresFault` if it has.
    func checkAlive() throws {
      try settle()
      guard !isBroken, PQconsumeInput(connection) == 1, PQstatus(connection) == CONNECTION_OK else {
        throw lost()
      }
    }

    private static let commitStatement = Statement("COMMIT")

    private func takeEntries() -> [Entry] {
      roundTrips += 1
      notices.states = []
      defer { entries = [] }
      return entries
    }

    private func lost() -> PostgresFault {
      isBroken = true
      return .lostConnection(String(cString: PQerrorMessage(connection)).trimmed)
    }

    private func lostAnswers(_ sent: [Entry]) -> Answers {
      var answers = Answers(fault: lost())
      answers.isCommitUnknown = sent.contains { if case .commit = $0 { true } else { false } }
      return answers
    }
  }

  // MARK: Sending

  extension Pipeline {
    private func send(
      _ statement: Statement, _ values: [SQLValue], expected: Int?, wantsRows: Bool
    ) throws {
      guard !isBroken else { throw lost() }
      let key = PreparedStatements.Key(statement: statement, expected: expected)
      let variant = try prepared.variant(key, for: values) ?? prepare(key, for: values)
      let entry: Entry =
        wantsRows ? .query(expected: expected != nil) : .command(expected: expected != nil)
      entries.append(entry)
      guard execute(variant, values) else { throw lost() }
    }

    private func prepare(
      _ key: PreparedStatements.Key, for values: [SQLValue]
    ) throws -> PreparedStatements.Variant {
      let variant = prepared.add(key, for: values)
      var text = StatementText.withDollars(key.statement.text)
      if let expected = key.expected, expected != 1 || !StatementText.addsOneRowOrFails(text) {
        text = StatementText.expecting(expected, of: text)
      }
      preparations += 1
      entries.append(.preparation(key, name: variant.name))
      let sent = PQsendPrepare(
        connection, variant.name, text, Int32(variant.types.count), variant.types)
      guard sent == 1 else { throw lost() }
      return variant
    }

    private func execute(_ variant: PreparedStatements.Variant, _ values: [SQLValue]) -> Bool {
      var buffer: [UInt8] = []
      var offsets: [Int] = []
      var lengths: [Int32] = []
      for value in values {
        offsets.append(buffer.count)
        value.append(to: &buffer)
        lengths.append(Int32(buffer.count - offsets[offsets.count - 1]))
      }
      buffer.append(0)  // so that an empty last value has an address
      let binary = [Int32](repeating: 1, count: values.count)
      let sent = buffer.withUnsafeBytes { bytes in
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let addresses = zip(values, offsets).map { value, offset in
          value == .null ? nil : start.map { $0 + offset }
        }
        return PQsendQueryPrepared(
          connection, variant.name, Int32(values.count), addresses, lengths, binary, 1)
      }
      return sent == 1
    }
  }

  // MARK: Receiving

  extension Pipeline {
    private func read(_ sent: [Entry]) -> Answers {
      var answers = Answers()
      for entry in sent {
        readResults(of: entry, into: &answers)
        if isBroken { break }
      }
      if !isBroken { readSync(&answers) }
      if isBroken, !answers.isCommitted, !answers.isCommitUnknown, answers.fault?.state == nil {
        answers.isCommitUnknown = sent.contains { if case .commit = $0 { true } else { false } }
      }
      return answers
    }

    /// The results of one entry end with a null.
    private func readResults(of entry: Entry, into answers: inout Answers) {
      while let result = PQgetResult(connection) {
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
          accept(result, for: entry, into: &answers)
        default:
          refuse(result, for: entry, into: &answers)
        }
        if PQstatus(connection) == CONNECTION_BAD { isBroken = true }
      }
      if PQstatus(connection) == CONNECTION_BAD {
        isBroken = true
        if answers.fault == nil { answers.fault = lost() }
      }
    }

    private func accept(_ result: OpaquePointer, for entry: Entry, into answers: inout Answers) {
      switch entry {
      case .preparation, .command: break
      case .query:
        do {
          answers.results.append(try Self.rows(result))
        } catch {
          answers.fault = answers.fault ?? error as? PostgresFault
        }
      case .commit:
        // A server that stops, or is told to, no longer waits for its standby and says so.
        if notices.states.contains(where: { $0 == "57014" || $0 == "57P01" }) {
          answers.isCommitUnknown = true
        } else if String(cString: PQcmdStatus(result)) == "COMMIT" {
          answers.isCommitted = true
        } else {
          answers.fault =
            answers.fault ?? PostgresFault(state: "25P02", message: "it was rolled back")
        }
      }
    }

    private func refuse(_ result: OpaquePointer, for entry: Entry, into answers: inout Answers) {
      var hadExpectation = false
      switch entry {
      case .preparation(let key, let name): prepared.remove(key, named: name)
      case .query(let expected), .command(let expected): hadExpectation = expected
      case .commit: break
      }
      guard answers.fault == nil, PQresultStatus(result) != PGRES_PIPELINE_ABORTED else { return }
      let fault = PostgresFault(result, hadExpectation: hadExpectation)
      if case .commit = entry, fault.isFatal { answers.isCommitUnknown = true }
      if fault.isFatal { isBroken = true }
      answers.fault = fault
    }

    private func readSync(_ answers: inout Answers) {
      // One null ends the results of an entry. After several nothing comes any more, although the
      // connection still looks whole: the server died between an answer and the end of all.
      var nulls = 0
      while PQstatus(connection) == CONNECTION_OK, nulls < 3 {
        guard let result = PQgetResult(connection) else {
          nulls += 1
          continue
        }
        nulls = 0
        defer { PQclear(result) }
        if PQresultStatus(result) == PGRES_PIPELINE_SYNC { return }
      }
      let fault = lost()
      if !answers.isCommitted { answers.fault = answers.fault ?? fault }
    }

    private static func rows(_ result: OpaquePointer) throws -> [SQLRow] {
      let columns = PQnfields(result)
      let types = (0..<columns).map { PQftype(result, $0) }
      return try (0..<PQntuples(result)).map { row in
        try (0..<columns).map { column in
          guard PQgetisnull(result, row, column) == 0 else { return .null }
          let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
          return try SQLValue(bytes, type: types[Int(column)])
        }
      }
    }
  }

  extension PostgresFault {
    init(_ result: OpaquePointer, hadExpectation: Bool) {
      func field(_ code: Int32) -> String? {
        PQresultErrorField(result, code).map { String(cString: $0) }
      }
      let severity = field(Diagnostic.severity)
      // The primary message only: the detail may hold values of the row.
      self.init(
        state: field(Diagnostic.sqlState), isFatal: severity == "FATAL" || severity == "PANIC",
        message: field(Diagnostic.message)
          ?? String(cString: PQresultErrorMessage(result)).trimmed,
        constraint: field(Diagnostic.constraint), hadExpectation: hadExpectation)
    }
  }

  /// The letters of PostgreSQL's message fields; the C header has them as macros that Swift does
  /// not see.
  private enum Diagnostic {
    static let severity = Int32(UInt8(ascii: "V"))
    static let sqlState = Int32(UInt8(ascii: "C"))
    static let message = Int32(UInt8(ascii: "M"))
    static let constraint = Int32(UInt8(ascii: "n"))
  }

  /// What the server warned of during the present round trip.
  private final class Notices {
    var states: [String] = []

    static func receive(_ notices: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
      guard let notices, let state = PQresultErrorField(result, Diagnostic.sqlState) else { return }
      Unmanaged<Notices>.fromOpaque(notices).takeUnretainedValue().states
        .append(String(cString: state))
    }
  }

  extension String {
    fileprivate var trimmed: String {
      var text = self[...]
      while text.last?.isWhitespace == true { text.removeLast() }
      return String(text)
    }
  }
#endif
