import Endpoints
import HTTP
import Messages

/// Sends the messages of a request while they come from the client: as many as the server takes.
final class MessageOutlet {
  private let source: any BodySource
  private let stream: HTTP2ClientStream
  private unowned let call: GRPCCall
  private var isOver = false

  init(_ source: any BodySource, _ stream: HTTP2ClientStream, _ call: GRPCCall) {
    self.source = source
    self.stream = stream
    self.call = call
    source.whenReady = { [weak self] in self?.pump() }
    pump()
  }

  /// Moves what there is.
  func pump() {
    while !isOver, stream.wantsContent {
      let progress = source.pull { bytes in
        stream.send(bytes)
        return bytes.count
      }
      switch progress {
      case .moved: continue
      case .blocked, .empty: return
      case .ended:
        isOver = true
        source.whenReady = nil
        stream.finish()
      case .failed(let reason): fail(reason)
      }
    }
  }

  private func fail(_ reason: BodyFailure) {
    isOver = true
    source.whenReady = nil
    let kind: GatewayFailure.Kind =
      switch reason {
      case .tooLarge: .requestTooLarge
      case .timeout: .requestTimeout
      case .connectionLost, .malformed: .badRequestContent
      }
    let fault = (source as? JSONMessageSource)?.fault
    var failure = GatewayFailure(
      kind, .client, detail: fault?.description ?? "the content of the request: \(reason)")
    failure.explanation = fault?.explanation
    call.requestFailed(failure)
  }

  /// The call is over; what the client still sends is of no interest.
  func abandon() {
    guard !isOver else { return }
    isOver = true
    source.whenReady = nil
    source.abandon()
  }
}
