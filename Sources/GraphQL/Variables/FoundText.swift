import Bytes
import Document

/// What came instead of what was expected, short enough for a message.
enum FoundText {
  private static let longest = 60

  /// A text of a request.
  static func text(_ text: Span<UInt8>) -> String {
    text.count == 0 ? "an empty text" : "the text \(quoted(text))"
  }

  /// A JSON value.
  static func value(_ node: Int, _ document: Document) -> String {
    switch document.kind(of: node) {
    case .object: "an object"
    case .array: "a list"
    case .null: "null"
    case .true: "true"
    case .false: "false"
    case .number: "the number \(cut(document.text.span.extracting(document.range(of: node))))"
    case .string: "the string \(quoted(document.string(at: node).span))"
    }
  }

  /// In JSON's quotes and escapes, so that nothing in it is read as anything else.
  private static func quoted(_ text: Span<UInt8>) -> String {
    var json: [UInt8] = []
    JSONWriter.append(string: text.extracting(..<min(text.count, longest)), to: &json)
    return String(decoding: json, as: UTF8.self) + (text.count > longest ? "…" : "")
  }

  private static func cut(_ text: Span<UInt8>) -> String {
    let head = text.extracting(..<min(text.count, longest)).array()
    return String(decoding: head, as: UTF8.self) + (text.count > longest ? "…" : "")
  }
}
