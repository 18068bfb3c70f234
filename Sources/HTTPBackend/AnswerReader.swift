public import Endpoints

/// Reads the answers of a protocol on top of HTTP, whose failures are not those of HTTP alone.
public protocol AnswerReader: Sendable {
  /// What an answer means; nil for one that means what it would without the protocol.
  func read(_ answer: ReceivedAnswer) throws(GatewayFailure) -> BackendAnswer?
  /// The call that is to be made in place of one that was answered so; nil for an answer that
  /// counts.
  func repetition(of call: BackendCall, after answer: ReceivedAnswer) -> BackendCall?
}

extension AnswerReader {
  /// Most protocols ask once.
  public func repetition(of call: BackendCall, after answer: ReceivedAnswer) -> BackendCall? { nil }
}
