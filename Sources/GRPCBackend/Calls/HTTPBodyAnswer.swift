import Bytes
import Endpoints
import Messages
import Protobuf

/// A `google.api.HttpBody` as an answer: its bytes are the content, as they are.
enum HTTPBodyAnswer {
  static func answer(_ message: Span<UInt8>) throws(TranscodeError) -> BackendAnswer {
    let body = try HTTPBodyMessage.read(message)
    var fields = HeaderFields()
    if let type = FieldValue(body.contentType.span), !type.bytes.isEmpty {
      fields.append(.contentType, type)
    }
    var bytes: [UInt8] = []
    bytes.append(message.extracting(body.data))
    let head = ResponseHead(status: .ok, version: .http11, fields: fields)
    return .stream(head, BytesSource(bytes))
  }
}

/// Content that is there already.
final class BytesSource: BodySource {
  private let bytes: [UInt8]
  private var position = 0
  var whenReady: (() -> Void)?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var length: UInt64? { UInt64(bytes.count) }

  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress {
    guard position < bytes.count else { return .ended }
    let held = bytes
    let taken = max(0, consume(held.span.extracting(position..<held.count)))
    position += taken
    return taken > 0 ? .moved : .blocked
  }

  func abandon() { position = bytes.count }
}
