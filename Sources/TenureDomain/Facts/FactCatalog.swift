/// The one place that says what each fact is and which combinations cannot exist.
public enum FactCatalog {
  /// The definition of a fact.
  public static func definition(of fact: Fact) -> FactDefinition { definitions[fact.rawValue] }

  /// The fact with a path, nil if there is none.
  public static func fact(at path: String) -> Fact? { byPath[path] }

  /// Every definition, in the order of ``Fact``.
  public static let definitions: [FactDefinition] = Fact.allCases.map(define)

  private static let byPath: [String: Fact] = {
    var facts: [String: Fact] = [:]
    for definition in definitions { facts[definition.path] = definition.fact }
    return facts
  }()

  private static func define(_ fact: Fact) -> FactDefinition {
    switch fact {
    case .accountKind, .agreement, .program, .segment, .country, .cloud, .customDomains:
      defineAccount(fact)
    case .role: given(fact, .role, .word(Role.words), "the role of who asks")
    case .purchaser:
      given(fact, .purchaser, .boolean, "whether who asks bought it, as far as is known")
    case .productLine, .productOffer, .productEndOfSale: defineProduct(fact)
    case .base, .kind, .state, .channel, .started, .renewed, .interval, .every, .renewsOnce,
      .scheduledBySeller, .purchased, .assigned, .overAssigned, .recurringBilling, .paymentMethod,
      .pastDue, .chargedBack, .deletionRequested, .trialExtended, .ending:
      defineSubscription(fact)
    case .sinceWindowStart, .sinceFirstPurchase, .untilTermEnd:
      defineSpan(fact)
    default:
      defineRequest(fact)
    }
  }

  private static let count: ClosedRange<Int64> = 0...1_000_000_000

  private static func defineAccount(_ fact: Fact) -> FactDefinition {
    switch fact {
    case .accountKind:
      given(fact, .accountKind, .word(AccountKind.words), "whether an organisation or a person")
    case .agreement:
      derived(
        fact, "account.agreement", .word(Agreement.words), [.agreement, .accountKind],
        "the contract an organisation buys under; none for a person")
    case .program:
      derived(
        fact, "account.program", .word(Program.words), [.program, .agreement, .accountKind],
        "the selling programme; none where the agreement has no programme")
    case .segment:
      given(fact, .segment, .word(Segment.words), "how the seller classes the customer")
    case .country: given(fact, .country, .country, "the account's country")
    case .cloud: given(fact, .cloud, .word(Cloud.words), "where the service is operated")
    default:
      given(fact, .customDomains, .integer(count), "own domains in use")
    }
  }

  private static func defineProduct(_ fact: Fact) -> FactDefinition {
    switch fact {
    case .productLine:
      derived(
        fact, "subscription.product.line", .word(ProductLine.words), [.product],
        "whether organisations or people buy the product")
    case .productOffer:
      derived(
        fact, "subscription.product.offer", .word(Offer.words), [.product],
        "what kind of offer the product is")
    default:
      derived(
        fact, "subscription.product.endOfSale", .boolean, [.product],
        "whether the product is no longer sold")
    }
  }

  private static func defineSubscription(_ fact: Fact) -> FactDefinition {
    switch fact {
    case .kind: given(fact, .kind, .word(SubscriptionKind.words), "how it came about")
    case .state: given(fact, .state, .word(SubscriptionState.words), "where it stands in its life")
    case .channel: given(fact, .channel, .word(Channel.words), "through whom it was bought")
    case .started:
      given(fact, .started, .date, "the local date of the first purchase")
    case .renewed: given(fact, .renewed, .boolean, "whether the term began by renewal")
    case .interval:
      derived(
        fact, "subscription.term.interval", .word(Self.intervalWords), [.interval, .kind],
        "the length of a term; none for a trial")
    case .every:
      derived(
        fact, "subscription.price.every", .word(BillingInterval.allCases.map(\.rawValue)),
        [.price], "the length of a charge cycle")
    case .purchased: given(fact, .purchased, .integer(count), "licenses bought")
    case .assigned: given(fact, .assigned, .integer(count), "licenses in use")
    case .overAssigned:
      derived(
        fact, "subscription.licenses.overAssigned", .boolean, [.purchased, .assigned],
        "whether more licenses are in use than were bought")
    case .recurringBilling:
      given(fact, .recurringBilling, .boolean, "whether it renews at term end")
    case .renewsOnce:
      given(fact, .renewsOnce, .boolean, "whether it renews only once more")
    case .scheduledBySeller:
      given(fact, .scheduledBySeller, .boolean, "whether the seller has scheduled changes")
    case .base:
      given(
        fact, .base, .word(BaseStanding.words),
        "how that stands which it is an add-on of; none if it is no add-on")
    case .paymentMethod:
      given(fact, .paymentMethod, .word(PaymentMethod.words), "the state of the payment method")
    case .pastDue, .chargedBack: defineDebt(fact)
    case .deletionRequested:
      derived(
        fact, "subscription.deletionRequested", .boolean, [.state],
        "whether an explicit deletion was asked for")
    case .trialExtended:
      derived(
        fact, "subscription.trialExtended", .boolean, [.kind], "whether a trial was extended")
    default:
      derived(
        fact, "subscription.ending", .word(EndingCause.words), [.ending],
        "why the paid period ended; none while it runs")
    }
  }

  private static func defineDebt(_ fact: Fact) -> FactDefinition {
    guard fact == .chargedBack else {
      return given(fact, .pastDue, .boolean, "whether a charge is overdue")
    }
    return derived(
      fact, "subscription.chargedBack", .boolean, [.pastDue],
      "whether what is overdue was paid, and the bank took it back")
  }

  private static func defineSpan(_ fact: Fact) -> FactDefinition {
    switch fact {
    case .sinceWindowStart:
      derived(
        fact, "sinceWindowStart", .duration, [.started, .renewed, .term],
        "time since the start, or since the renewal that began the term")
    case .sinceFirstPurchase:
      derived(fact, "sinceFirstPurchase", .duration, [.started], "time since the first purchase")
    default:
      derived(
        fact, "untilTermEnd", .duration, [.term], "time until the term ends; 0 or less once it has")
    }
  }

  private static func defineRequest(_ fact: Fact) -> FactDefinition {
    switch fact {
    case .requestTo:
      derived(fact, "request.to", .integer(count), [.requestTo], "the new total asked for")
    case .requestChange:
      derived(
        fact, "request.change", .integer(-count.upperBound...count.upperBound), [.purchased],
        "the new total asked for, less the licenses bought")
    case .requestBelowAssigned:
      derived(
        fact, "request.belowAssigned", .boolean, [.assigned],
        "whether the new total asked for is below the licenses in use")
    case .requestWithinRemovable:
      derived(
        fact, "request.withinRemovable", .boolean, [.purchased, .started, .renewed, .term],
        "whether each license to be removed is still within a window of its own (LIC-03)")
    case .requestSameProduct:
      derived(
        fact, "request.sameProduct", .boolean, [.product],
        "whether the product asked for is the present one")
    case .requestOtherLine:
      derived(
        fact, "request.otherLine", .boolean, [.product],
        "whether the product asked for belongs to the other line")
    case .requestFewerServices:
      derived(
        fact, "request.fewerServices", .boolean, [.product],
        "whether the product asked for lacks services of the present one")
    case .requestTarget:
      derived(
        fact, "request.target", .word(MoveTarget.words), [.requestUsers],
        "how the subscription that users move to stands; ready if none is named")
    case .requestAtRenewal:
      derived(
        fact, "request.atRenewal", .boolean, [], "whether it is to take effect at the renewal")
    case .requestRest:
      derived(
        fact, "request.rest", .integer(-count.upperBound...count.upperBound), [.purchased],
        "licenses that keep the present plan; below 0 if more are to change than were bought")
    case .requestLacking:
      derived(
        fact, "request.lacking", .integer(count), [.requestUsers],
        "free licenses that the subscription lacks which users move to; 0 if none is named")
    default:
      derived(
        fact, "request.beyondAssigned", .boolean, [.assigned],
        "whether more users are to be moved than have a license")
    }
  }

  /// The lengths of a term, and `none` for a trial.
  public static let intervalWords = BillingInterval.allCases.map(\.rawValue) + ["none"]

  private static func given(
    _ fact: Fact, _ source: GivenFact, _ type: FactType, _ meaning: String
  ) -> FactDefinition {
    derived(fact, source.path, type, [source], meaning)
  }

  private static func derived(
    _ fact: Fact, _ path: String, _ type: FactType, _ inputs: [GivenFact], _ meaning: String
  ) -> FactDefinition {
    FactDefinition(fact: fact, path: path, type: type, meaning: meaning, inputs: inputs)
  }
}
