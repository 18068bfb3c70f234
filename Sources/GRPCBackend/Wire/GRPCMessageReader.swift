import Bytes
import HTTP

/// Takes messages out of content that comes in any pieces, each within a limit. After an error it
/// is of no more use.
public struct GRPCMessageReader {
  private let limit: Int
  private let coding: GRPCCoding
  private var buffer: [UInt8] = []
  private var start = 0
  private var inflated: [UInt8] = []
  private var failure: GRPCFramingError?

  /// A reader of content to come. `limit` bounds each message, inflated or not.
  public init(limit: Int, coding: GRPCCoding = .identity) {
    self.limit = min(max(0, limit), Int(UInt32.max))
    self.coding = coding
  }

  /// A reader of content that has come whole: it is taken over, not copied.
  public init(content: [UInt8], limit: Int, coding: GRPCCoding = .identity) {
    self.init(limit: limit, coding: coding)
    buffer = content
  }

  /// Takes a piece of content. Take all messages out before the next one.
  public mutating func append(_ bytes: Span<UInt8>) {
    guard failure == nil else { return }
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: buffer.capacity <= 64 << 10)
      start = 0
    } else if start > buffer.count / 2 {
      buffer.removeSubrange(0..<start)
      start = 0
    }
    buffer.append(bytes)
  }

  /// Shows the next message to `body`; nil if it has not come whole.
  public mutating func next<Result>(
    _ body: (Span<UInt8>) -> Result
  ) throws(GRPCFramingError) -> Result? {
    guard let (range, isCompressed) = try nextFrame() else { return nil }
    guard isCompressed else { return body(buffer.span.extracting(range)) }
    do throws(GRPCFramingError) {
      try inflate(range)
    } catch {
      failure = error
      throw error
    }
    return body(inflated.span)
  }

  /// Shows the only message of content that has come whole.
  public mutating func only<Result>(
    _ body: (Span<UInt8>) -> Result
  ) throws(GRPCFramingError) -> Result {
    let first = try next(body)
    guard let first else {
      try finish()
      throw .notOneMessage
    }
    guard start == buffer.count else { throw .notOneMessage }
    return first
  }

  /// The content is over: throws where it ended in the middle of a message.
  public mutating func finish() throws(GRPCFramingError) {
    if let failure { throw failure }
    guard start == buffer.count else { throw .truncated }
  }

  /// Where the next message lies; nil if it has not come whole.
  private mutating func nextFrame() throws(GRPCFramingError) -> (Range<Int>, Bool)? {
    if let failure { throw failure }
    guard buffer.count - start >= GRPCFraming.prefixBytes else { return nil }
    do throws(GRPCFramingError) {
      let flag = buffer[start]
      guard flag <= 1 else { throw .badFlag(flag) }
      var length = 0
      for index in start + 1..<start + 5 { length = length << 8 | Int(buffer[index]) }
      guard length <= limit else { throw .tooLarge(limit: limit) }
      let first = start + GRPCFraming.prefixBytes
      guard buffer.count - first >= length else { return nil }
      guard flag == 0 || coding == .gzip else { throw .unknownCoding }
      start = first + length
      return (first..<start, flag == 1)
    } catch {
      failure = error
      throw error
    }
  }

  private mutating func inflate(_ range: Range<Int>) throws(GRPCFramingError) {
    var output: [UInt8] = []
    swap(&output, &inflated)
    output.removeAll(keepingCapacity: output.capacity <= 64 << 10)
    defer { swap(&output, &inflated) }
    let limits = ContentCodingLimits(maxOutputBytes: limit)
    do throws(ContentCodingError) {
      let decoder = try GzipDecoder(limits: limits)
      try decoder.inflate(buffer.span.extracting(range), into: &output)
      try decoder.finish()
    } catch {
      switch error {
      case .tooLarge: throw .tooLarge(limit: limit)
      case .disproportionate: throw .disproportionate
      case .malformed, .truncated, .trailingBytes, .noMemory: throw .malformedCompression
      }
    }
  }
}
