public import Document
public import Endpoints
public import Messages

/// Reads the answers of a protocol on top of HTTP, whose failures are not those of HTTP alone.
public protocol AnswerReader: Sendable {
  /// What an answer means; nil for one that means what it would without the protocol.
  func read(_ answer: ReceivedAnswer) throws(GatewayFailure) -> BackendAnswer?
}

/// An answer as it came, without its content coding.
public struct ReceivedAnswer {
  /// Status and fields.
  public let head: ResponseHead
  /// The content.
  public let content: [UInt8]
  /// The position of the backend.
  public let slot: Int
  /// What the plan fixes about the backend.
  public let settings: HTTPBackend.Settings

  /// The bounds of a decoded answer.
  public var limits: DocumentLimits { DocumentLimits(bytes: settings.maxContent) }
}
