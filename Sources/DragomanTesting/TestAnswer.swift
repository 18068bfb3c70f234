public import Document
import Messages

/// An answer that a test received.
public struct TestAnswer: Sendable {
  /// The status code.
  public let status: Int
  /// The fields, names in canonical form.
  public let fields: [TestField]
  /// The content, without its framing.
  public let content: [UInt8]

  init(_ head: ResponseHead, content: [UInt8]) {
    status = Int(head.status.code)
    fields = [TestField](head.fields)
    self.content = content
  }

  /// The content as text.
  public var text: String { String(decoding: content, as: UTF8.self) }

  /// The content as JSON; nil if it is none.
  public var json: Document? { try? Document.scan(content, .strict) }
}
