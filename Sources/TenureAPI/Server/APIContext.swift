public import Hummingbird
import NIOCore

/// What goes with a request through the router.
public struct APIContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  let channel: any Channel
  var exchange = Exchange(requestID: "", began: 0)
  /// Moves the end of the time that the request has.
  var extend: TimeLimits.Extension?

  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}
