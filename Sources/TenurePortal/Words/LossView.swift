import TenureDomain
import TenureEngine
import TenurePolicy

/// What is lost on one day: the partial `losses` shows a list of them named `losses`.
struct LossView: Sendable {
  struct Item: Sendable {
    /// Whom it concerns; nil for everybody.
    let who: String?
    let text: String
  }

  /// The day for machines; nil for what has no day.
  let day: String?
  let date: String
  let items: [Item]

  /// The losses of a plan by their days, in the order in which people meet them.
  ///
  /// - Parameter holding: the subscription that they come from; nil for an account's.
  static func all(_ losses: [LossBody], from holding: Holding?, _ visit: Visit) -> [LossView] {
    var days: [String] = []
    var items: [String: [Item]] = [:]
    for loss in losses {
      let day = day(of: loss)
      if !days.contains(day) { days.append(day) }
      let item = item(loss, holding, visit)
      if let last = items[day]?.last, let who = last.who, who == item.who {
        // What one person loses on a day is said together.
        items[day]?.removeLast()
        items[day]?.append(Item(who: who, text: "\(last.text) \(item.text)"))
      } else {
        items[day, default: []].append(item)
      }
    }
    return days.map { day in
      LossView(
        day: day.isEmpty ? nil : day,
        date: day.isEmpty ? visit.text("losses.with-it") : visit.date(day),
        items: items[day] ?? [])
    }
  }

  /// The day for machines, empty if there is none: the last one on which data can be taken out.
  private static func day(of loss: LossBody) -> String {
    guard loss.loss == "export", let gone = loss.date.flatMap({ CalendarDate($0) }) else {
      return loss.date ?? ""
    }
    return "\(gone.adding(days: -1))"
  }

  private static func item(_ loss: LossBody, _ holding: Holding?, _ visit: Visit) -> Item {
    // After a change the present product is the one that lacks them.
    guard let holding, loss.product == nil || loss.product != holding.body.product else {
      return Item(who: nil, text: loss.text)
    }
    let values = [
      "quota": loss.quotaBytes.map { visit.say.bytes($0) } ?? "",
      "over": loss.overBytes.map { visit.say.bytes($0) } ?? "",
      "present": visit.product(holding.body.product), "target": visit.product(loss.product),
    ]
    switch loss.loss {
    case "user-access":
      guard let users = holding.body.licenses.assigned, users > 0 else {
        return Item(who: nil, text: visit.text("losses.user-access-any"))
      }
      return Item(who: nil, text: visit.count("losses.user-access", users))
    case "apps":
      return Item(who: nil, text: visit.text("losses.apps-\(loss.access ?? "none")"))
    case "storage":
      let key = (loss.overBytes ?? 0) > 0 ? "losses.storage-over" : "losses.storage"
      return Item(who: holding.name(of: loss.person), text: visit.text(key, values))
    case "mail":
      return Item(who: holding.name(of: loss.person), text: visit.text("losses.mail"))
    case "export", "services", "content", "account":
      return Item(who: nil, text: visit.text("losses.\(loss.loss)", values))
    default: return Item(who: nil, text: loss.text)
    }
  }
}
