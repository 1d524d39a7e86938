import TenureDomain
import TenurePolicy

extension Engine {
  /// What those who run the service are told of a task whose promised date is at risk.
  func messages(aboutRiskTo task: TaskRecord, of account: AccountRecord) -> [OutboxRecord] {
    guard let goneBy = task.goneBy, let zone = zones.zone(account.timeZone) else { return [] }
    return notices(
      .taskAtRisk, to: NoticeRecipient.operators, of: account, at: now(of: account),
      values: { say in ["date": say.date(zone.localDate(of: goneBy)), "task": task.id.text] })
  }

  /// What the managers of an account are told when their export came to its end.
  func messages(aboutExport task: TaskRecord, in context: ChangeContext) throws -> [OutboxRecord] {
    guard task.kind == .export, task.state.isFinal, let account = context.opening.account,
      let id = task.subscription, let zone = zones.zone(account.timeZone)
    else { return [] }
    let record = try context.tx.subscription(id, of: task.account)?.record
    let isDone = task.state == .done
    let day = zone.localDate(of: isDone ? task.link?.expires ?? task.created : task.created)
    return notices(
      isDone ? .exportReady : .exportFailed,
      to: NoticeRecipient.managers(of: account), of: account, about: record,
      at: context.now, values: { say in ["date": say.date(day)] })
  }
}
