import Bytes
import Document
import Encodings

/// The decoders of `encoding` (DEC-1 to DEC-6): an answer's content becomes a Document. What kind
/// of root it must have is the first step of the shaping program.
public enum AnswerDecoder: Sendable, Equatable {
  /// `json`, `fast-json` and `safejson`: the first JSON value counts.
  case json
  /// `string`: the whole content as one text.
  case string
  /// `xml`
  case xml
  /// `rss`: RSS, Atom and JSON feeds.
  case feed
  /// `yaml`
  case yaml
  /// `no-op` inside an endpoint that is not: nothing is added to the data (NOP-6).
  case nothing
  /// One that somebody has added.
  case added(AddedDecoder)

  func decode(_ content: [UInt8], limits: DocumentLimits) throws(DecodingError) -> Document? {
    switch self {
    case .json: try json(content, limits)
    case .string: Document.string(content.span)
    case .xml: try XMLDecoder.decode(content.span, limits: limits)
    case .feed: try FeedDecoder.decode(content.span, limits: limits)
    case .yaml: try YAMLDecoder.decode(content.span, limits: limits)
    case .nothing: nil
    case .added(let added): try decode(content, limits, by: added.decoder)
    }
  }

  private func decode(
    _ content: [UInt8], _ limits: DocumentLimits, by decoder: any ContentDecoder
  ) throws(DecodingError) -> Document {
    do {
      return try decoder.decode(content, limits: limits)
    } catch {
      throw .refused("\(error)")
    }
  }

  private func json(
    _ content: [UInt8], _ limits: DocumentLimits
  ) throws(DecodingError) -> Document {
    do throws(ScanError) {
      return try Document.scan(content, .firstValue, limits: limits)
    } catch {
      throw .json(error)
    }
  }
}
