import Document
import Messages
import Shaping

/// The encoders of `output_encoding` (REN-1 to REN-3, REN-8).
enum AnswerEncoder: Sendable, Equatable {
  /// `json` and `fast-json`; with `sorted`, members in the order of their bytes.
  case json(sorted: Bool)
  /// `json-collection`
  case collection
  /// `string`
  case string

  /// The type of what it writes.
  var contentType: StaticString {
    switch self {
    case .json, .collection: "application/json; charset=utf-8"
    case .string: "text/plain; charset=utf-8"
    }
  }

  func encode(_ data: ShapedTree) -> [UInt8] {
    var output: [UInt8] = []
    switch self {
    case .json(let sorted):
      data.write(.json, to: &output)
      if sorted { output = AnswerEncoder.sorted(output) }
    case .collection: data.write(.collection, to: &output)
    case .string: data.write(.string, to: &output)
    }
    return output
  }

  /// For those who compare bytes with the reference's: its order and its escapes.
  private static func sorted(_ text: [UInt8]) -> [UInt8] {
    guard let document = try? Document.scan(text, .strict) else { return text }
    var output: [UInt8] = []
    JSONWriter.append(sorted: document.root, of: document, to: &output)
    return output
  }
}
