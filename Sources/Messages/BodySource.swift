import Bytes

/// The content of a message on its way: pulled by whoever passes it on, so that a reader that is
/// slow holds back the writer. Belongs to one loop.
public protocol BodySource: AnyObject {
  /// The whole length in bytes where the sender announced it.
  var length: UInt64? { get }

  /// Offers the content that has arrived to `consume`, which returns how many bytes it took (0: it
  /// can take none now). The bytes are valid during the call only.
  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress

  /// Called, on the loop, when a source that was `empty` may have something, has ended or failed.
  var whenReady: (() -> Void)? { get set }

  /// Nobody will pull any more: what is still to come is dropped together with its connection.
  func abandon()
}

/// What a `pull` came to.
public enum BodyProgress: Sendable, Equatable {
  /// Some bytes were taken; pull again.
  case moved
  /// There are bytes, but the consumer took none.
  case blocked
  /// Nothing has arrived; `whenReady` tells when.
  case empty
  /// All of the content has been taken.
  case ended
  /// The content is cut short or malformed; the reason for the log.
  case failed(BodyFailure)
}

/// Why content does not arrive whole.
public enum BodyFailure: Error, Sendable, Equatable {
  /// The peer went away or its connection broke.
  case connectionLost
  /// The framing is malformed (RFC 9112 §7.1, §8), or the content coding.
  case malformed
  /// A limit of size was passed.
  case tooLarge
  /// The peer sent nothing for too long.
  case timeout
}
