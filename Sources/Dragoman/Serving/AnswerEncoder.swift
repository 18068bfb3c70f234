import Document
import Encodings
import Shaping

/// The encoders of `output_encoding` (REN-1 to REN-6, REN-8).
enum AnswerEncoder: Sendable, Equatable {
  /// `json` and `fast-json`; with `sorted`, members in the order of their bytes.
  case json(sorted: Bool)
  /// `json-collection`
  case collection
  /// `string`
  case string
  /// `xml`
  case xml
  /// `yaml`
  case yaml

  /// The type of what it writes.
  var contentType: StaticString {
    switch self {
    case .json, .collection: "application/json; charset=utf-8"
    case .string: "text/plain; charset=utf-8"
    case .xml: "application/xml"
    case .yaml: "application/yaml; charset=utf-8"
    }
  }

  /// The content of an answer; nil if it would become too long in this encoding.
  func encode(_ data: ShapedTree) -> [UInt8]? {
    var output: [UInt8] = []
    switch self {
    case .json(sorted: false): data.write(.json, to: &output)
    case .json(sorted: true): data.write(sorted: .json, to: &output)
    case .collection: data.write(.collection, to: &output)
    case .string: data.write(.string, to: &output)
    case .xml:
      guard XMLEncoder.append(AnswerEncoder.document(data), to: &output) else { return nil }
    case .yaml:
      guard YAMLEncoder.append(AnswerEncoder.document(data), to: &output) else { return nil }
    }
    return output
  }

  /// The data as one document. It was made of documents within limits, so it is within wider ones.
  private static func document(_ data: ShapedTree) -> Document {
    var text: [UInt8] = []
    data.write(.json, to: &text)
    return (try? Document.scan(text, .firstValue, limits: merged)) ?? .emptyObject
  }

  private static let merged = DocumentLimits(depth: .max, bytes: .max, nodes: .max)
}
