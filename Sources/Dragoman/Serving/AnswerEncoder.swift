import Document
import Encodings
import Endpoints
import Messages
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
  /// One that somebody has added.
  case added(AddedEncoder)

  /// Says in a head what it writes.
  func appendType(to fields: inout HeaderFields) {
    switch self {
    case .json, .collection: fields.append(.contentType, "application/json; charset=utf-8")
    case .string: fields.append(.contentType, "text/plain; charset=utf-8")
    case .xml: fields.append(.contentType, "application/xml")
    case .yaml: fields.append(.contentType, "application/yaml; charset=utf-8")
    case .added(let added): fields.append(.contentType, added.contentType)
    }
  }

  /// The content of an answer, or why it cannot be written in this encoding.
  func encode(_ data: ShapedTree) throws(GatewayFailure) -> [UInt8] {
    var output: [UInt8] = []
    switch self {
    case .json(sorted: false): data.write(.json, to: &output)
    case .json(sorted: true): data.write(sorted: .json, to: &output)
    case .collection: data.write(.collection, to: &output)
    case .string: data.write(.string, to: &output)
    case .xml:
      guard XMLEncoder.append(data.document, to: &output) else { throw tooLong }
    case .yaml:
      guard YAMLEncoder.append(data.document, to: &output) else { throw tooLong }
    case .added(let added):
      do {
        return try added.encoder.encode(data.document)
      } catch {
        throw GatewayFailure(.tooLarge, .gateway, detail: "the answer cannot be written: \(error)")
      }
    }
    return output
  }

  private var tooLong: GatewayFailure {
    GatewayFailure(.tooLarge, .gateway, detail: "the answer is too long")
  }
}
