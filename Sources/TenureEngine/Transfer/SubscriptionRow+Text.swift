import TenureDomain

extension RowText {
  /// The words are those of the scenario format and of the HTTP API.
  init(_ row: SubscriptionRow) {
    let subscription = row.subscription
    text("account", row.account)
    text("id", row.id)
    text("edition", row.edition)
    truth("editionPinned", row.isPinned)
    text("product", subscription.product)
    word("kind", subscription.kind)
    word("state", subscription.state)
    word("channel", subscription.channel)
    text("started", subscription.started?.text)
    object("term", subscription.term.map { RowText($0, subscription.interval) })
    text("anchor", subscription.anchor)
    truth("renewed", subscription.renewed)
    object("price", subscription.price.map { RowText($0) })
    object("licenses", RowText(subscription.licenses))
    truth("recurringBilling", subscription.recurringBilling)
    truth("renewsOnce", subscription.renewsOnce)
    truth("scheduledBySeller", subscription.scheduledBySeller)
    word("paymentMethod", subscription.paymentMethod)
    truth("pastDue", subscription.pastDue)
    list(
      "sharedWith",
      subscription.sharedWith.map { person in
        var row = RowText()
        row.text("person", person.name)
        row.object("storage", person.storage.map { RowText($0) })
        return row
      })
    happened(to: subscription)
    text("base", row.base)
    text("purchaser", row.purchaser)
    text("method", row.method)
    guard let history = row.history else { return }
    number("version", history.version)
    text("created", history.created)
    text("due", history.due)
    text("lastReceipt", history.lastReceipt)
    text("settled", history.mark.settled)
    text("deletionWarned", history.mark.deletionWarned)
    text("deletionBegun", history.mark.deletionBegun)
    list("milestones", history.milestones.map { RowText($0) })
  }

  private init(_ term: Term, _ interval: BillingInterval?) {
    text("start", term.start)
    text("end", term.end)
    text("interval", interval?.rawValue)
  }

  private init(_ price: Price) {
    self.init(price.amount)
    word("per", price.per)
    text("every", price.every.rawValue)
  }

  private init(_ licenses: Licenses) {
    number("purchased", licenses.purchased)
    number("assigned", licenses.assigned)
  }

  private init(_ milestone: MilestoneRecord) {
    word("kind", milestone.kind)
    text("date", milestone.date)
    text("at", milestone.at)
  }

  /// What has happened to a subscription so far.
  private mutating func happened(to subscription: Subscription) {
    if let ending = subscription.ending {
      var row = RowText()
      row.word("cause", ending.cause)
      row.text("at", ending.at)
      row.text("date", ending.date)
      object("ending", row)
    }
    text("deletionRequested", subscription.deletionRequested)
    truth("trialExtended", subscription.trialExtended)
    list(
      "additions",
      subscription.additions.map { addition in
        var row = RowText()
        row.number("count", addition.count)
        row.text("at", addition.at)
        return row
      })
    number("licensesAtRenewal", subscription.licensesAtRenewal)
    text("productAtRenewal", subscription.productAtRenewal)
    text("overAssignedSince", subscription.overAssignedSince)
    object("refunded", subscription.refunded.map { RowText($0) })
    if let arrears = subscription.arrears {
      var row = RowText()
      row.text("since", arrears.since)
      row.truth("chargedBack", arrears.isChargedBack)
      object("arrears", row)
    }
    truth("accountClosed", subscription.accountClosed)
  }
}

extension Moment {
  /// As it was told.
  var text: String {
    switch self {
    case .instant(let instant): "\(instant)"
    case .date(let date): "\(date)"
    }
  }
}
