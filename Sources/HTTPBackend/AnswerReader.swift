public import Document
public import Endpoints
public import Messages

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

  /// Puts an answer together.
  public init(
    head: ResponseHead, content: [UInt8], slot: Int, settings: HTTPBackend.Settings
  ) {
    self.head = head
    self.content = content
    self.slot = slot
    self.settings = settings
  }

  /// The bounds of a decoded answer.
  public var limits: DocumentLimits { DocumentLimits(bytes: settings.maxContent) }
}
