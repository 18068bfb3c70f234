public import Messages
public import Network

/// One request and the answer to it, as the service sees them, whatever the version of HTTP.
/// Belongs to one loop and to the task that `HTTPService.respond` runs in.
public protocol ServerExchange: AnyObject {
  /// The loop that everything about this request happens on.
  var loop: EventLoop { get }
  /// The request.
  var request: RequestHead { get }
  /// Whether the request has content (of length 0 or more, or of unknown length).
  var hasContent: Bool { get }
  /// The content, to be pulled; or gathered with `collect`.
  var content: any BodySource { get }
  /// The IP address of the peer, as text.
  var peerAddress: FieldValue { get }
  /// Hears while the request is being answered that the client has gone, or that the time is up.
  var observer: (any ExchangeObserver)? { get set }
  /// Whether the client has gone.
  var isAbandoned: Bool { get }
  /// How many bytes of content were sent in answer so far.
  var bytesSent: UInt64 { get }

  /// Sets the time at which the observer hears `deadlineReached`, so many nanoseconds from now; a
  /// time set before is forgotten.
  func setDeadline(afterNanoseconds delay: Int64)
  /// Takes the time back.
  func clearDeadline()
  /// Gathers the whole content of the request, at most `limit` bytes.
  func collect(limit: Int) async throws(BodyFailure) -> [UInt8]
  /// Waits until content that is on its way can be looked at, has ended, or failed.
  func arrival(of source: any BodySource) async
  /// Answers with content that is at hand. `Content-Length` and `Date` are added.
  func send(_ head: ResponseHead, _ content: [UInt8]) async
  /// Answers with content that is on its way; false if it did not arrive whole, in which case the
  /// client's connection is broken off, so that it cannot take the part for the whole.
  /// `adding` are fields that join those of the head.
  func send(
    _ head: ResponseHead, adding: HeaderFields, streaming source: any BodySource
  ) async -> Bool
}

/// Hears what happens to a request while it is being answered, on its loop.
public protocol ExchangeObserver: AnyObject {
  /// The client has gone before it was answered. Half-closing counts as going: a client that closes
  /// cannot be told from one that will still read. Called once.
  func clientLeft()
  /// The time that was set is up.
  func deadlineReached()
}

/// What a server does with requests.
public protocol HTTPService: Sendable {
  /// Answers one request: calls one of the exchange's `send` functions once.
  func respond(to exchange: any ServerExchange) async
}
