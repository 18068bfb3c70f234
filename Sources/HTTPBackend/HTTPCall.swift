import Bytes
import Document
import Endpoints
import HTTP
import Messages

/// One call to an HTTP backend: sends it, takes the answer in, decodes it.
final class HTTPCall: OngoingCall {
  let settings: HTTPBackend.Settings
  let host: Balancer.Host
  let slot: Int
  let target: OriginFormTarget
  /// Whether the gateway asked for gzip by itself, so that the answer is inflated (HDR-7).
  let inflates: Bool
  let receiver: any AnswerReceiver
  @exclusivity(unchecked) var exchange: ClientExchange?
  @exclusivity(unchecked) var head: ResponseHead?

  init(
    _ call: BackendCall, settings: HTTPBackend.Settings, host: Balancer.Host, slot: Int,
    receiver: any AnswerReceiver
  ) {
    self.settings = settings
    self.host = host
    self.slot = slot
    target = HTTPCall.target(of: call, host)
    inflates = call.addedAcceptEncoding
    self.receiver = receiver
  }

  func start(_ call: BackendCall, on client: HTTPClient) {
    let request = outgoing(call, closes: client.disablesKeepAlives)
    let started = client.start(request, to: host.origin, receiver: self)
    if !started.isOver { exchange = started }
  }

  private func outgoing(_ call: BackendCall, closes: Bool) -> OutgoingRequest {
    var head: [UInt8] = []
    head.reserveCapacity(call.fields.storage.count + call.target.bytes.count + 192)
    HTTP1Writer.writeRequest(
      method: call.method, target: target, host: host.authority, fields: call.fields,
      framing: framing(call.framing), closes: closes, to: &head)
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

  private static func target(of call: BackendCall, _ host: Balancer.Host) -> OriginFormTarget {
    guard !host.basePath.isEmpty else { return call.target }
    return OriginFormTarget(host.basePath + call.target.bytes) ?? call.target
  }

  func cancel() {
    exchange?.cancel()
    exchange = nil
  }
}
