import Bytes
import Document
import Endpoints
import HTTP
import Messages
import Upstreams

/// One call to an HTTP backend: sends it, takes the answer in, decodes it.
final class HTTPCall: OngoingCall {
  let backend: HTTPBackend
  /// The call as it was asked for, or what a reader of answers has made of it.
  @exclusivity(unchecked) var call: BackendCall
  let slot: Int
  let client: HTTPClient
  /// Where the request goes; redirects change it.
  @exclusivity(unchecked) var host: Balancer.Host
  @exclusivity(unchecked) var target: OriginFormTarget
  /// Whether the gateway asked for gzip by itself, so that the answer is inflated (HDR-7).
  let inflates: Bool
  /// Nil once it has a stream, which may outlive this interest.
  @exclusivity(unchecked) var receiver: (any AnswerReceiver)?
  @exclusivity(unchecked) var exchange: ClientExchange?
  @exclusivity(unchecked) var head: ResponseHead?
  /// Whether the answer under way is a redirect that is followed when it has been read.
  @exclusivity(unchecked) var isLedOn = false
  /// The hosts that could not be connected to.
  @exclusivity(unchecked) var tried: [Balancer.Host] = []
  /// What redirects made of the call; nil before the first.
  @exclusivity(unchecked) var trail: RedirectTrail?

  init(
    _ call: BackendCall, of backend: HTTPBackend, host: Balancer.Host, slot: Int,
    receiver: any AnswerReceiver, client: HTTPClient
  ) {
    self.call = call
    self.backend = backend
    self.client = client
    self.host = host
    self.slot = slot
    target = HTTPCall.target(of: call, host)
    inflates = call.addedAcceptEncoding
    self.receiver = receiver
  }

  /// What the plan fixes about the backend.
  var settings: HTTPBackend.Settings { backend.settings }

  func start(_ call: BackendCall) {
    let closes = client.disablesKeepAlives || !host.origin.isPooled
    let request = outgoing(call, closes: closes)
    let started = client.start(request, to: host.origin, receiver: self)
    if !started.isOver { exchange = started }
  }

  private func outgoing(_ call: BackendCall, closes: Bool) -> OutgoingRequest {
    var head: [UInt8] = []
    head.reserveCapacity(call.fields.storage.count + call.target.bytes.count + 192)
    HTTP1Writer.writeRequest(
      method: call.method, target: target, host: host.authority, fields: call.fields,
      framing: framing(call.framing), closes: closes, through: host.passage, to: &head)
    return OutgoingRequest(head: head, method: call.method, content: content(of: call))
  }

  private func framing(_ framing: CallFraming) -> HTTP1BodyFraming {
    switch framing {
    case .none: .none
    case .length(let length): .length(length)
    case .chunked: .chunked
    }
  }

  private func content(of call: BackendCall) -> OutgoingRequest.Content {
    let isChunked = call.framing == .chunked
    switch call.content {
    case .none: return .none
    case .bytes(let bytes): return bytes.isEmpty ? .none : .whole(bytes, chunked: isChunked)
    case .stream(let source): return .source(source, chunked: isChunked)
    }
  }

  /// Begins anew with another host, if there is one: nothing of the request has been sent.
  func goesElsewhere() -> Bool {
    guard trail == nil, receiver != nil else { return false }
    tried.append(host)
    guard let other = backend.alternative(to: tried) else { return false }
    host = other
    target = HTTPCall.target(of: call, other)
    start(call)
    return true
  }

  /// Begins anew with another call: at the same host, which may know the first one, unless a
  /// redirect led there.
  func repeated(_ call: BackendCall) {
    self.call = call
    if trail != nil, let host = backend.host {
      trail = nil
      self.host = host
    }
    target = HTTPCall.target(of: call, host)
    start(call)
  }

  private static func target(of call: BackendCall, _ host: Balancer.Host) -> OriginFormTarget {
    guard !host.basePath.isEmpty else { return call.target }
    return OriginFormTarget(host.basePath + call.target.bytes) ?? call.target
  }

  func cancel() {
    exchange?.cancel()
    exchange = nil
  }
}
