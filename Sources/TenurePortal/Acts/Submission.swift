import TenureDomain
import TenureEngine
import TenurePolicy

/// What came of a form that asks for an act.
enum Submission: Sendable {
  /// It was answered; the receipt says how.
  case answered(ReceiptID)
  /// What the page showed does not hold any more, or something else was sent from it before.
  case changed
  case faulty([FormFault])
}

extension Visit {
  /// Carries out what a page showed, once.
  ///
  /// If the quote is over, but nothing that the page showed is another now, it is carried out all
  /// the same: nobody has to hurry.
  ///
  /// - Parameter request: without its quote.
  func submit(
    _ request: ActRequest, on subscription: SubscriptionID, of account: AccountID
  ) async throws -> Submission {
    let told = try await ActingFields.told(in: self)
    guard told.faults.isEmpty else { return .faulty(told.faults) }
    guard let token = form["quote"].flatMap({ QuoteToken($0) }) else { return .changed }
    let once = try once()
    var request = request.asked(by: told.given)
    request.quote = token
    do {
      return try await carryOut(request, on: subscription, of: account, once)
    } catch EngineError.staleQuote(let body) {
      let present = try JSONText.value(QuoteBody.self, body)
      let shown = form["shown"].flatMap { ShownSummary($0) }
      guard shown == ShownSummary(present), let fresh = QuoteToken(present.quote) else {
        return .changed
      }
      request.quote = fresh
    } catch EngineError.keyReused {
      return .changed
    } catch EngineError.invalid(let faults) {
      return .faulty(faults.map { FormFault(field: $0.field, text: sentence($0)) })
    }
    do {
      return try await carryOut(request, on: subscription, of: account, once)
    } catch EngineError.staleQuote {
      return .changed
    } catch EngineError.invalid(let faults) {
      return .faulty(faults.map { FormFault(field: $0.field, text: sentence($0)) })
    }
  }

  private func carryOut(
    _ request: ActRequest, on subscription: SubscriptionID, of account: AccountID,
    _ once: OnceOnly
  ) async throws -> Submission {
    let answer = try await engine.carryOut(
      request, on: subscription, of: account, by: try caller(), once: once)
    guard let act = answer.act else { throw Trouble(.internalError) }
    let receipt = try JSONText.value(ReceiptName.self, act.receipt).id
    return .answered(ReceiptID(stored: receipt))
  }

  /// What is wrong with a field, in the words of the page where it has some.
  private func sentence(_ fault: FieldFault) -> String {
    let key = "outcome.faults.\(fault.field)"
    guard say.messages.texts["portal.\(key)"] != nil else {
      return "\(fault.problem). \(fault.remedy)."
    }
    return text(key)
  }
}

extension ActRequest {
  /// The same, asked for by a support agent, who says for whom and why.
  func asked(by acting: ActingFields.Given?) -> ActRequest {
    guard let acting else { return self }
    var request = self
    request.onBehalfOf = acting.onBehalfOf
    request.supportReason = acting.reason
    return request
  }
}

/// The one member of a receipt that its address is made of.
private struct ReceiptName: Codable {
  var id: String
}
