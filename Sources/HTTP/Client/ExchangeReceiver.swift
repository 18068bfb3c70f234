public import Messages

/// Hears of one exchange, on its loop, perhaps before `HTTPClient.start` returns. After `failed`,
/// `streaming`, `collected`, or `cancel` nothing more comes.
public protocol ExchangeReceiver: AnyObject {
  /// The head of the final answer has come: say what is to happen with the content.
  func received(_ head: ResponseHead, from exchange: ClientExchange) -> AnswerDisposition
  /// The content is to be pulled from here on (after `stream`).
  func streaming(_ content: any BodySource, from exchange: ClientExchange)
  /// The whole content has come (after `collect`).
  func collected(_ content: [UInt8], from exchange: ClientExchange)
  /// The exchange came to nothing, or stopped in the middle.
  func failed(_ failure: ExchangeFailure, exchange: ClientExchange)
}

/// What is to happen with the content of an answer.
public enum AnswerDisposition: Sendable {
  /// Gather it, up to a limit in bytes, and hand it over whole.
  case collect(limit: Int)
  /// Leave it: the exchange is pulled as a `BodySource`.
  case stream
}
