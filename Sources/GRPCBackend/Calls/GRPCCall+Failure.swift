import Document
import Endpoints
import HTTP
import Messages

extension GRPCCall {
  /// A status other than OK is a failure of the backend (GRPC-D1).
  func fail(_ status: GRPCStatus) {
    if status.code == .unavailable, goesElsewhere() { return }
    guard let receiver = takeReceiver() else { return }
    if case .details(let alias) = settings.statusRule {
      let details = StatusRule.details(
        alias: alias, status: Int(status.httpStatus.code), content: Array(status.message.utf8),
        contentType: [])
      return receiver.received(.details(details), slot: slot)
    }
    receiver.failed(gatewayFailure(status), slot: slot)
  }

  /// `grpc status NOT_FOUND [/pkg.Svc/Method]: <message>`
  func gatewayFailure(_ status: GRPCStatus) -> GatewayFailure {
    var text = "grpc status \(status.code.name) [\(settings.label)]"
    if !status.message.isEmpty { text += ": \(status.message)" }
    var failure = GatewayFailure(
      .status(status.httpStatus), .backend(slot), detail: text)
    if settings.keepsFailedAnswers || settings.statusRule == .code {
      let document = settings.details.document(status)
      failure.answer = FailureAnswer(
        status: status.httpStatus, content: document.text,
        contentType: Array("application/json".utf8))
      failure.answer?.document = document
    }
    return failure
  }

  /// A call that came to no status at all.
  func gatewayFailure(_ cause: HTTP2Failure) -> GatewayFailure {
    switch cause {
    case .unresolved, .notConnected, .connectTimeout, .noChannel, .turnedAway:
      failure(.notConnected, "\(cause)")
    case .connectionLost, .reset, .refused: failure(.connectionLost, "\(cause)")
    case .notHTTP2, .malformed: failure(.malformedAnswer, "\(cause)")
    case .tooLarge: failure(.tooLarge, "\(cause)")
    case .overloaded: failure(.overloaded, "\(cause)")
    }
  }

  /// The content of the request is at fault: the call is ended.
  func requestFailed(_ failure: GatewayFailure) {
    stream?.cancel()
    stream = nil
    if let receiver = takeReceiver() {
      messages?.withdraw()
      return receiver.failed(failure, slot: slot)
    }
    messages?.interrupt(
      GRPCStatus(.invalidArgument, failure.explanation ?? failure.detail), isClients: true)
  }

  func failure(_ cause: GRPCFramingError) -> GatewayFailure {
    if case .tooLarge = cause { return failure(.tooLarge, "\(cause)") }
    return failure(.malformedAnswer, "\(cause)")
  }

  func failure(_ kind: GatewayFailure.Kind, _ detail: String) -> GatewayFailure {
    GatewayFailure(kind, .backend(slot), detail: "\(detail) [\(settings.label)]")
  }
}
