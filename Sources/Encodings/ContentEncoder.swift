public import Document

/// Writes answers to clients in an encoding of one's own: `output_encoding` names it.
///
/// It is called on an event loop, which does nothing else meanwhile: it must not block.
public protocol ContentEncoder: Sendable {
  /// The `Content-Type` of what it writes, such as `text/csv; charset=utf-8`.
  var contentType: String { get }

  /// The data of an answer as content. Whatever is thrown gives the client a 500; its text stands
  /// in the log.
  func encode(_ data: Document) throws -> [UInt8]
}
