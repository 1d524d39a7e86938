import TenureDomain
import TenurePolicy

/// Takes the rows of one batch within one transaction, and notes every row that cannot be taken.
final class RowTaking {
  let engine: Engine
  let tx: any StoreWriter
  let batch: ImportBatch
  let now: Timestamp
  var report = ImportReport()
  private var faults: [InputError] = []
  /// Accounts whose own rows are at fault: theirs need no complaint of their own.
  private var faulty: Set<AccountID> = []
  private var heads: [AccountID: ChainHead] = [:]

  init(engine: Engine, tx: any StoreWriter, batch: ImportBatch, now: Timestamp) {
    self.engine = engine
    self.tx = tx
    self.batch = batch
    self.now = now
  }

  enum Result {
    case taken, alreadyThere
  }

  /// Why a row cannot be taken.
  struct Fault: Error {
    let field: String
    let problem: String
    let remedy: String
  }

  /// - Throws: `InputErrors` with every row that cannot be taken, or what the store throws.
  func take(_ rows: [NumberedRow]) throws {
    for (index, row) in rows.enumerated() {
      if let account = row.row.account, faulty.contains(account) { continue }
      do {
        let result = try take(row.row)
        guard index >= batch.context else { continue }
        switch result {
        case .taken: report.taken[row.row.kind.rawValue, default: 0] += 1
        case .alreadyThere: report.alreadyThere += 1
        }
      } catch let fault as Fault {
        note(fault, row)
      } catch StoreError.duplicate(let what) {
        note(
          Fault(
            field: "", problem: "\(what) exists already",
            remedy: "leave the row out, or change it"),
          row)
        break
      } catch let errors as InputErrors {
        faults += errors.errors.map { $0.onLine(row.line) }
      }
    }
    if !faults.isEmpty { throw InputErrors(faults) }
  }

  private func note(_ fault: Fault, _ row: NumberedRow) {
    if case .account(let record, _) = row.row { faulty.insert(record.id) }
    faults.append(
      InputError(
        file: batch.name, line: row.line, column: 1, key: fault.field, problem: fault.problem,
        remedy: fault.remedy))
  }

  private func take(_ row: TransferRow) throws -> Result {
    switch row {
    case .account(let record, let isHistory): try take(record, isHistory: isHistory)
    case .person(let record): try take(record)
    case .domain(let domain, let account): try take(domain, of: account)
    case .subscription(let row): try take(row)
    case .receipt(let record): try take(record)
    case .entry(let record): try take(record)
    case .event(let record): try take(record)
    case .message(let record): try take(record)
    case .edition(let record): try take(record)
    case .hold(let record): try take(record)
    case .task(let record): try take(record)
    case .supportCase(let record): try take(record)
    case .payment(let record): try take(record)
    case .productKey(let record): try take(record)
    case .storage(let record): try take(record)
    case .feed(let record): try take(record)
    case .calendarEntry(let record): try take(record)
    }
  }

  /// The account that a row belongs to.
  func account(_ id: AccountID) throws -> AccountRecord {
    if let account = try tx.account(id) { return account }
    throw Fault(
      field: "account", problem: "there is no account `\(id)`",
      remedy: "import its row first, in a row above or in another file")
  }

  /// What is said of a row whose id belongs to something else.
  func differs(_ what: String) -> Fault {
    Fault(
      field: "id", problem: "\(what) exists already with other values",
      remedy: "leave the row out; what has changed since is changed through the API")
  }

  func head(of account: AccountID) throws -> ChainHead {
    if let head = heads[account] { return head }
    return try tx.chainHead(of: account)
  }

  func append(_ event: EventRecord) throws {
    try tx.append(event)
    heads[event.account] = ChainHead(sequence: event.sequence, hash: event.hash)
  }

  /// Says in the history that something was imported.
  func appendImported(
    in account: AccountID, subscription: SubscriptionID? = nil, body: some Encodable
  ) throws {
    var head = try head(of: account)
    let draft = EventDraft(
      at: now, subscription: subscription, type: EventType.imported,
      body: try JSONText.bytes(body))
    try append(draft.record(in: account, after: &head))
  }
}
