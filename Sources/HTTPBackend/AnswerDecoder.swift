import Bytes
import Document

/// The decoders of `encoding` (DEC-1 to DEC-4): an answer's content becomes a Document. What kind
/// of root it must have is the first step of the shaping program.
public enum AnswerDecoder: Sendable, Equatable {
  /// `json`, `fast-json` and `safejson`: the first JSON value counts.
  case json
  /// `string`: the whole content as one text.
  case string
  /// `no-op` inside an endpoint that is not: nothing is added to the data (NOP-6).
  case nothing

  func decode(_ content: [UInt8], limits: DocumentLimits) throws(ScanError) -> Document? {
    switch self {
    case .json: try Document.scan(content, .firstValue, limits: limits)
    case .string: Document.string(content.span)
    case .nothing: nil
    }
  }
}
