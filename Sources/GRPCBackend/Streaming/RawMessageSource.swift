import Messages
import Protobuf

/// Content of any kind → framed messages, each a `google.api.HttpBody` with a part of it, as it
/// comes. The first one tells the type. Memory: one part.
final class RawMessageSource: BodySource {
  /// How large a part may be, in bytes.
  private static let part = 32 << 10

  private let source: any BodySource
  private var contentType: [UInt8]
  private let frame: ([UInt8]) -> [UInt8]
  private var framed: [UInt8] = []
  private var position = 0

  /// `frame` puts a message, which stands behind room for it, into its frame.
  init(
    _ source: any BodySource, type contentType: [UInt8], _ frame: @escaping ([UInt8]) -> [UInt8]
  ) {
    self.source = source
    self.contentType = contentType
    self.frame = frame
  }

  var length: UInt64? { nil }

  var whenReady: (() -> Void)? {
    get { source.whenReady }
    set { source.whenReady = newValue }
  }

  func pull(_ consume: (Span<UInt8>) -> Int) -> BodyProgress {
    while position == framed.count {
      framed = []
      position = 0
      let progress = source.pull { bytes in
        let data = bytes.extracting(0..<min(bytes.count, Self.part))
        guard data.count > 0 else { return 0 }
        framed = frame(
          HTTPBodyMessage.wire(
            contentType: contentType, data: data, leading: GRPCFraming.prefixBytes))
        contentType = []
        return data.count
      }
      guard progress == .moved || !framed.isEmpty else { return progress }
    }
    let held = framed
    let taken = max(0, consume(held.span.extracting(position..<held.count)))
    position += taken
    return taken > 0 ? .moved : .blocked
  }

  func abandon() { source.abandon() }
}
