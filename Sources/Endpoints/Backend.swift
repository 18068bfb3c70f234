public import Document
public import Messages

/// The contract between the pipeline and what stands behind the gate: a call goes in, a Document or
/// a stream comes out. One adapter for each protocol.
public protocol Backend: Sendable {
  /// Begins a call on the current loop; what can be sent at once leaves when the loop's round ends.
  /// The receiver hears exactly once, perhaps before this returns, and not after `cancel`.
  /// Returns nil where the receiver has heard and nothing is under way.
  func begin(_ call: BackendCall, slot: Int, receiver: any AnswerReceiver) -> (any OngoingCall)?
}

/// A call under way.
public protocol OngoingCall: AnyObject {
  /// Ends the call: what it holds is let go, its connection closed; the receiver hears nothing.
  func cancel()
}

/// Hears of the outcome of calls, on their loop.
public protocol AnswerReceiver: AnyObject {
  /// The head of an answer whose content is still to come, for a call that wants it
  /// (`BackendCall.wantsHead`).
  func received(_ head: ResponseHead, slot: Int)
  /// The call of this slot has its answer.
  func received(_ answer: BackendAnswer, slot: Int)
  /// Fields that the client is to get beside the data of an answer that follows.
  func received(_ fields: HeaderFields, slot: Int)
  /// How many nanoseconds are left for a call that begins now; nil without a deadline (GRPC-D6).
  var remainingNanoseconds: Int64? { get }
  /// The call of this slot came to nothing.
  func failed(_ failure: GatewayFailure, slot: Int)
}

extension AnswerReceiver {
  /// Most are content with the answer.
  public func received(_ head: ResponseHead, slot: Int) {}

  /// Fields reach only whoever writes an answer.
  public func received(_ fields: HeaderFields, slot: Int) {}

  /// Not everybody waits for ever, but not everybody says for how long.
  public var remainingNanoseconds: Int64? { nil }
}

/// What a backend answered.
public enum BackendAnswer {
  /// Decoded data, ready to be shaped.
  case document(Document)
  /// Data that takes the place of a failure and is not shaped (ST-5): incomplete by definition.
  case details(Document)
  /// Decoded data that are not all of what was asked for, and what stands beside them in the
  /// answer, not shaped: incomplete by definition.
  case partial(Document, beside: Document)
  /// Head and content as they are, for `no-op`; the content is still on its way.
  case stream(ResponseHead, any BodySource)
  /// An answer that was read and not decoded: it adds nothing to the data (NOP-6), but a sequence
  /// may hand it on (SEQ-7).
  case undecoded([UInt8])
}
