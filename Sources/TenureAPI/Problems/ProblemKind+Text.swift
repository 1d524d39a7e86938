extension ProblemKind {
  /// What happened, in a few words that are the same each time.
  public var title: String { text.title }

  /// What to do about it.
  public var help: String { text.help }

  private var text: (title: String, help: String) {
    switch self {
    case .malformedRequest, .invalidInput, .unauthenticated, .forbidden, .codeRefused, .notFound:
      ownText
    case .methodNotAllowed, .notAcceptable, .contentTooLarge, .uriTooLong, .unsupportedMediaType,
      .headersTooLarge, .requestTimeout:
      formText
    case .conflict, .requestInFlight, .refused, .elsewhere, .undetermined, .staleQuote,
      .noTestClock, .preconditionFailed, .idempotencyKeyReused:
      conflictText
    case .notNow, .claimLost, .gone: workText
    case .accountClosed, .accountUnused, .domainInUse: accountText
    case .tooManyRequests, .internalError, .unavailable, .outcomeUnknown, .storageFull,
      .tookTooLong:
      serverText
    }
  }

  private var ownText: (title: String, help: String) {
    switch self {
    case .malformedRequest:
      ("The request cannot be read", "Correct what `detail` names and send the request again.")
    case .invalidInput:
      (
        "Some of the input is not valid",
        "Each item of `errors` names a field, what is wrong with it and how to mend it. Nothing "
          + "was changed."
      )
    case .unauthenticated:
      (
        "The request does not say who asks",
        "Send `Authorization: Bearer` with an API key that is not revoked, or with the token of a "
          + "session that has not ended."
      )
    case .forbidden:
      (
        "The caller may not do this",
        "Ask with a key or a role that has the permission; `/v1/permissions` lists who may do what."
      )
    case .codeRefused:
      (
        "This code signs nobody in",
        "Compare it with what you were given. It holds for 15 minutes, signs in once, and no "
          + "longer after five tries; if in doubt, ask for a new one."
      )
    default:
      (
        "There is nothing here that the caller can see",
        "Check the path. What belongs to an account that the caller does not reach is not found, "
          + "as if it did not exist."
      )
    }
  }

  private var formText: (title: String, help: String) {
    switch self {
    case .methodNotAllowed:
      ("The method is not known here", "Use one of the methods in the `Allow` field.")
    case .notAcceptable:
      ("No form of the answer is acceptable", "Accept one of the media types that `detail` names.")
    case .contentTooLarge:
      ("The body is too large", "Send less at a time. Nothing was changed.")
    case .uriTooLong: ("The address is too long", "Shorten the path or the query.")
    case .unsupportedMediaType:
      ("The body has a form that is not read here", "Send the media type that `detail` names.")
    case .headersTooLarge: ("The header fields are too large", "Send fewer or shorter fields.")
    default:
      ("The request took too long to arrive", "Send the request again. Nothing was changed.")
    }
  }

  private var conflictText: (title: String, help: String) {
    switch self {
    case .conflict:
      ("It exists already, or it changed meanwhile", "Read it again and decide what to send.")
    case .requestInFlight:
      (
        "A request with this key is being carried out",
        "Wait a moment and send the same request again; it gets the answer of the first."
      )
    case .refused:
      (
        "The act is not possible",
        "The receipt's `decision` says why, and its `waysForward` what is possible. The receipt "
          + "proves that it was asked for."
      )
    case .elsewhere:
      (
        "Another seller must do this",
        "The receipt's `decision` names whom to turn to. It proves that the act was asked for."
      )
    case .undetermined:
      (
        "Facts are missing",
        "The receipt's `decision` lists under `missing` what must be known first."
      )
    case .staleQuote:
      (
        "The quote no longer holds",
        "`quote` is the new one. Show it, and send the act again with its `quote`."
      )
    case .noTestClock:
      (
        "This account lives by the wall clock",
        "Only an account that was made with `clock` can be advanced; others have the time that it "
          + "is. Make an account with a clock of its own to try what time brings."
      )
    case .preconditionFailed:
      ("It has changed since it was read", "Read it again and send its new ETag in `If-Match`.")
    default:
      (
        "The key was used for another request",
        "Use a new `Idempotency-Key` for each request that differs. Nothing was changed."
      )
    }
  }

  private var accountText: (title: String, help: String) {
    switch self {
    case .accountClosed:
      (
        "The account is closed",
        "Nothing in it changes any more. What is kept of it can be read until it is gone; who "
          + "comes back opens a new account."
      )
    case .accountUnused:
      (
        "Nobody used the account for too long",
        "It takes no new subscriptions until somebody uses it: report a use with "
          + "`POST /v1/accounts/{account}/usage`, or ask support. What it has stays as it is."
      )
    default:
      (
        "People still have their address in the domain",
        "Give each of the `people` another address, or remove them, and then remove the domain."
      )
    }
  }

  private var workText: (title: String, help: String) {
    switch self {
    case .notNow:
      (
        "It must not be done now",
        "`detail` says what stands against it and who can change that. Nothing was changed."
      )
    case .claimLost:
      (
        "The task belongs to another worker, or to nobody any more",
        "Stop working on it. Read the task to see what became of it, and claim the next one."
      )
    default:
      ("It was here once, and is not any more", "`detail` says how to get another.")
    }
  }

  private var serverText: (title: String, help: String) {
    switch self {
    case .tooManyRequests:
      ("Too many requests", "Wait for the seconds in `Retry-After`, then go on more slowly.")
    case .internalError:
      (
        "The server made a mistake",
        "Nothing more is known here; the operator finds the cause by `requestId`. Repeating the "
          + "request with the same `Idempotency-Key` does nothing twice."
      )
    case .outcomeUnknown:
      (
        "It is not known whether this was carried out",
        "Send the same request with the same `Idempotency-Key`: it finds out, and does nothing "
          + "twice."
      )
    case .storageFull:
      (
        "The server has no room left",
        "Nothing was changed. The operator must make room; then the same request succeeds."
      )
    case .tookTooLong:
      (
        "The answer took too long",
        "Send the same request with the same `Idempotency-Key`: it finds out what became of it."
      )
    default:
      (
        "The server cannot answer now",
        "Wait for the seconds in `Retry-After` and send the same request again, with the same "
          + "`Idempotency-Key` if it had one."
      )
    }
  }
}
