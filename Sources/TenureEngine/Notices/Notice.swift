public import TenureDomain
public import TenurePolicy

/// A message before it is put into anybody's words.
struct Notice {
  let kind: NoticeKind
  /// The name of its texts, where it is not that of the kind.
  var texts: String?
  var values: [String: String] = [:]
  /// The paragraphs after the first, for those who can act on them.
  var lines: [String] = []
  /// Those for people with whom a subscription is shared.
  var memberLines: [String] = []
}

extension Engine {
  /// Messages about something, one for each recipient, in the account's language.
  ///
  /// - Parameters:
  ///   - record: the subscription it is about; nil for what concerns the account.
  ///   - values: what the texts name in braces, in words. A sentence about a value that is absent
  ///     is left out, where the kind allows it.
  public func notices(
    _ kind: NoticeKind, to recipients: [NoticeRecipient], of account: AccountRecord,
    about record: SubscriptionRecord? = nil, receipt: ReceiptID? = nil, at now: Timestamp,
    values: (Localizer) -> [String: String] = { _ in [:] }
  ) -> [OutboxRecord] {
    let say = shelf.localizer(for: account.language)
    let notice = Notice(kind: kind, values: values(say))
    return recipients.map {
      rendered(notice, $0, of: account, about: record, receipt: receipt, at: now, say)
    }
  }

  /// Puts a notice into words for one recipient.
  func rendered(
    _ notice: Notice, _ recipient: NoticeRecipient, of account: AccountRecord,
    about record: SubscriptionRecord?, receipt: ReceiptID? = nil, at now: Timestamp,
    _ say: Localizer
  ) -> OutboxRecord {
    var values = notice.values
    if let record {
      values["subscription"] = name(of: record, recipient, say)
      values["product"] = product(of: record, say)
    }
    let texts = "notices.\(notice.texts ?? notice.kind.text)"
    func text(_ name: String) -> String {
      let group = notice.kind.text.prefix { $0 != "." }
      let keys = [
        "\(texts).\(name)-\(recipient.audience)", "\(texts).\(name)", "notices.\(group).\(name)",
      ]
      return say.text(keys.first { say.messages.texts[$0] != nil } ?? keys[1], values)
    }
    let optional = notice.kind.optionalValues.filter { values[$0] != nil }
    let first = [text("body")] + optional.map { text("with-\($0)") }
    let lines = recipient.role == .familyMember ? notice.memberLines : notice.lines
    return OutboxRecord(
      account: account.id, id: ids.make(Named.Message.self, at: now), subscription: record?.id,
      receipt: receipt, at: now, kind: notice.kind, recipient: recipient.role,
      person: recipient.person, language: say.language, title: text("title"),
      body: ([first.joined(separator: " ")] + lines).joined(separator: "\n\n"))
  }

  /// What a subscription is to, at the beginning of a sentence.
  private func product(of record: SubscriptionRecord, _ say: Localizer) -> String {
    record.subscription.product.map { say.product($0) } ?? say.text("notices.name.unknown")
  }

  /// What a subscription is called at the beginning of a sentence.
  private func name(
    of record: SubscriptionRecord, _ recipient: NoticeRecipient, _ say: Localizer
  ) -> String {
    guard let product = record.subscription.product else { return say.text("notices.name.unknown") }
    return say.text("notices.name.\(recipient.audience)", ["product": say.product(product)])
  }
}
