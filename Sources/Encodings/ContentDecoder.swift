public import Document

/// Reads the content of backends' answers in an encoding of one's own: `encoding` names it.
///
/// It is called on an event loop, which does nothing else meanwhile: it must not block, and should
/// bound its work by the limits it is given.
public protocol ContentDecoder: Sendable {
  /// The data in the content, or why there are none. Whatever is thrown makes a failed call of the
  /// answer; its text stands in the log.
  func decode(_ content: [UInt8], limits: DocumentLimits) throws -> Document
}
