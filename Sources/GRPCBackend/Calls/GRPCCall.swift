import Endpoints
import HTTP
import Messages
import Upstreams

/// One call to a gRPC backend: sends the message, takes the answer in, decodes it; makes the call
/// again where that is asked for and safe.
final class GRPCCall: OngoingCall {
  let backend: GRPCBackend
  /// The call as it was asked for.
  let call: BackendCall
  let slot: Int
  let client: HTTP2Client
  @exclusivity(unchecked) var host: Balancer.Host
  /// Nil when it has heard.
  @exclusivity(unchecked) var receiver: (any AnswerReceiver)?
  @exclusivity(unchecked) var stream: HTTP2ClientStream?
  @exclusivity(unchecked) var head: ResponseHead?
  /// The hosts that did not take the call.
  @exclusivity(unchecked) var tried: [Balancer.Host] = []
  /// The answer's messages where they are taken one by one.
  @exclusivity(unchecked) var messages: MessageIntake?
  /// The request's messages where there is more than one.
  @exclusivity(unchecked) var sending: MessageOutlet?

  init(
    _ call: BackendCall, of backend: GRPCBackend, host: Balancer.Host, slot: Int,
    receiver: any AnswerReceiver, client: HTTP2Client
  ) {
    self.call = call
    self.backend = backend
    self.client = client
    self.host = host
    self.slot = slot
    self.receiver = receiver
  }

  /// What the plan fixes about the backend.
  var settings: GRPCSettings { backend.settings }

  /// Sends the call to the present host.
  func start() {
    let isStream = settings.answer.isStream
    if isStream { messages = MessageIntake(self) }
    let request = HTTP2Request(
      requestHead, content: content,
      answer: isStream
        ? .streamed : .gathered(limit: settings.maxMessage + GRPCFraming.prefixBytes)
    )
    let started = client.start(request, to: host.origin, receiver: self)
    stream = started
    if case .stream(let source) = call.content { sending = MessageOutlet(source, started, self) }
  }

  private var content: HTTP2Request.Content {
    switch call.content {
    case .none: .none
    case .bytes(let bytes): .whole(bytes)
    case .stream: .open
    }
  }

  /// The fields in the order that gRPC over HTTP/2 gives ("Request-Headers").
  private var requestHead: HTTP2RequestHead {
    var fields = HeaderFields(
      reserving: call.fields.storage.count + 160, count: call.fields.count + 5)
    fields.append(GRPCFields.te, GRPCFields.trailers)
    fields.append(.contentType, "application/grpc")
    if let left = receiver?.remainingNanoseconds {
      GRPCTimeout.append(nanoseconds: max(left, 1), to: &fields)
    }
    if settings.coding == .gzip { fields.append(GRPCFields.encoding, GRPCFields.gzip) }
    fields.append(GRPCFields.acceptEncoding, GRPCFields.gzip)
    settings.metadata.append(call.fields, to: &fields)
    return HTTP2RequestHead(
      method: .post, scheme: settings.isSecure ? .https : .http, authority: host.authority.bytes,
      path: settings.path, fields: fields)
  }

  /// Makes the call again on another host, if that is asked for; false if it is not. Content that
  /// has been read cannot be sent again. What nobody saw a byte of may also go to hosts that were
  /// not tried yet (`failover`).
  func goesElsewhere(untouched: Bool = false) -> Bool {
    guard receiver != nil, messages?.hasMessages != true else { return false }
    if case .stream = call.content { return false }
    let repeats = tried.count < settings.retries
    let failsOver = untouched && settings.failsOver && tried.count < GRPCBackend.maxHostsTried
    guard repeats || failsOver else { return false }
    tried.append(host)
    guard let other = backend.alternative(to: tried, repeats: repeats) else { return false }
    host = other
    head = nil
    start()
    return true
  }

  /// The deadline struck, or the client left.
  func cancel() {
    receiver = nil
    endStream()
    messages?.interrupt(GRPCStatus(.deadlineExceeded, "context deadline exceeded"))
  }

  /// Neither side says any more.
  func endStream() {
    endSending()
    stream?.cancel()
    stream = nil
  }

  func endSending() {
    sending?.abandon()
    sending = nil
  }

  /// Hands the outcome over; whatever else comes is of no interest.
  func takeReceiver() -> (any AnswerReceiver)? {
    defer { receiver = nil }
    return receiver
  }
}

/// Names and values of gRPC's own fields.
enum GRPCFields {
  static let te = FieldName(constant: "te")
  static let trailers = FieldValue(constant: "trailers")
  static let encoding = FieldName(constant: "grpc-encoding")
  static let acceptEncoding = FieldName(constant: "grpc-accept-encoding")
  static let gzip = FieldValue(constant: "gzip")
}
