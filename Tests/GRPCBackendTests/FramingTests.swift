import GRPCBackend
import HTTP
import Messages
import Testing

@Suite("Messages in content")
struct FramingTests {
  private func framed(_ messages: [[UInt8]]) -> [UInt8] {
    var output: [UInt8] = []
    for message in messages { GRPCFraming.append(message.span, to: &output) }
    return output
  }

  private func readAll(
    _ content: [UInt8], piece: Int, limit: Int = 1000, coding: GRPCCoding = .identity
  ) throws -> [[UInt8]] {
    var reader = GRPCMessageReader(limit: limit, coding: coding)
    var messages: [[UInt8]] = []
    var start = 0
    while start < content.count {
      let end = min(start + piece, content.count)
      reader.append(Array(content[start..<end]).span)
      while let message = try reader.next({ span in (0..<span.count).map { span[$0] } }) {
        messages.append(message)
      }
      start = end
    }
    try reader.finish()
    return messages
  }

  private func error(
    _ content: [UInt8], limit: Int = 1000, coding: GRPCCoding = .identity
  )
    -> GRPCFramingError?
  {
    do {
      _ = try readAll(content, piece: 7, limit: limit, coding: coding)
      return nil
    } catch { return error as? GRPCFramingError }
  }

  @Test("a message is a flag, four bytes of length and itself")
  func form() {
    #expect(framed([[7, 8]]) == [0, 0, 0, 0, 2, 7, 8])
    #expect(framed([[]]) == [0, 0, 0, 0, 0])
    let long = framed([[UInt8](repeating: 1, count: 0x01_02_03)])
    #expect(Array(long.prefix(5)) == [0, 0, 1, 2, 3])
  }

  @Test("a message can be written behind room that was made for its prefix")
  func inPlace() {
    var output: [UInt8] = [9]
    let start = GRPCFraming.begin(in: &output)
    output += [1, 2, 3]
    GRPCFraming.end(at: start, isCompressed: true, in: &output)
    #expect(output == [9, 1, 0, 0, 0, 3, 1, 2, 3])
  }

  @Test(
    "messages come out the same however their content is cut", arguments: [1, 2, 3, 5, 6, 1000])
  func pieces(piece: Int) throws {
    let messages: [[UInt8]] = [
      [1], [], [2, 3], [UInt8](repeating: 4, count: 999), [], [UInt8](repeating: 5, count: 300),
    ]
    #expect(try readAll(framed(messages), piece: piece) == messages)
  }

  @Test("compressed and plain messages take turns", arguments: [1, 11, 100_000])
  func compressed(piece: Int) throws {
    let encoder = try GzipEncoder()
    let messages = [[UInt8](repeating: 65, count: 900), [], [1, 2], [UInt8](0...255)]
    var content: [UInt8] = []
    for (index, message) in messages.enumerated() {
      if index % 2 == 0 {
        GRPCFraming.append(message.span, compressedBy: encoder, to: &content)
      } else {
        GRPCFraming.append(message.span, to: &content)
      }
    }
    #expect(content.count < 900)
    #expect(try readAll(content, piece: piece, coding: .gzip) == messages)
  }

  @Test("large content is encoded whole, and the encoder serves again")
  func encoder() throws {
    let encoder = try GzipEncoder()
    var random = SystemRandomNumberGenerator()
    for count in [0, 1, 70_000, 300_000] {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      var output: [UInt8] = []
      try encoder.encode(bytes.span, into: &output)
      let decoder = try GzipDecoder(limits: ContentCodingLimits(maxOutputBytes: 1 << 20))
      var again: [UInt8] = []
      try decoder.inflate(output.span, into: &again)
      try decoder.finish()
      #expect(again == bytes)
    }
  }

  @Test("a flag other than 0 and 1")
  func badFlag() {
    #expect(error([2, 0, 0, 0, 0]) == .badFlag(2))
    #expect(error(Array("HTTP/1.1 400".utf8)) == .badFlag(0x48))
  }

  @Test("a message above the limit is refused by its length alone")
  func tooLarge() {
    #expect(error([0, 0, 0, 3, 0xE9]) == .tooLarge(limit: 1000))
    #expect(error([0, 0xFF, 0xFF, 0xFF, 0xFF]) == .tooLarge(limit: 1000))
    #expect(error(framed([[UInt8](repeating: 0, count: 1000)])) == nil)
  }

  @Test("a bomb is refused when it passes the limit")
  func bomb() throws {
    var content: [UInt8] = []
    let encoder = try GzipEncoder(level: 9)
    GRPCFraming.append(
      [UInt8](repeating: 0, count: 8 << 20).span, compressedBy: encoder, to: &content)
    #expect(content.count < 16 << 10)
    #expect(error(content, limit: 1 << 20, coding: .gzip) == .tooLarge(limit: 1 << 20))
    #expect(error(content, limit: 1 << 30, coding: .gzip) == .disproportionate)
  }

  @Test("compressed without a coding, or in one that is not known")
  func unknownCoding() {
    #expect(error([1, 0, 0, 0, 1, 0]) == .unknownCoding)
    #expect(error([1, 0, 0, 0, 1, 0], coding: .other) == .unknownCoding)
    #expect(error([0, 0, 0, 0, 1, 0], coding: .other) == nil)
  }

  @Test("compressed bytes that are none")
  func malformedCompression() {
    #expect(error([1, 0, 0, 0, 3, 1, 2, 3], coding: .gzip) == .malformedCompression)
    #expect(error([1, 0, 0, 0, 0], coding: .gzip) == .malformedCompression)
  }

  @Test("content that ends in a message, after any byte")
  func truncated() {
    let content = framed([[1, 2, 3], [4]])
    for count in 0...content.count {
      let isWhole = [0, 8, 14].contains(count)
      #expect(error(Array(content.prefix(count))) == (isWhole ? nil : .truncated))
    }
  }

  @Test("an error stays")
  func errorStays() {
    var reader = GRPCMessageReader(limit: 10)
    reader.append([UInt8]([9, 9, 9, 9, 9]).span)
    #expect(throws: GRPCFramingError.badFlag(9)) { try reader.next { _ in } }
    reader.append([UInt8]([0, 0, 0, 0, 0]).span)
    #expect(throws: GRPCFramingError.badFlag(9)) { try reader.next { _ in } }
    #expect(throws: GRPCFramingError.badFlag(9)) { try reader.finish() }
  }

  @Test("the only message of whole content")
  func only() throws {
    var reader = GRPCMessageReader(content: framed([[5, 6]]), limit: 10)
    #expect(try reader.only { $0.count } == 2)
    for content in [framed([]), framed([[1], [2]])] {
      var reader = GRPCMessageReader(content: content, limit: 10)
      #expect(throws: GRPCFramingError.notOneMessage) { try reader.only { _ in } }
    }
    var cut = GRPCMessageReader(content: [0, 0, 0, 0, 2, 1], limit: 10)
    #expect(throws: GRPCFramingError.truncated) { try cut.only { _ in } }
  }
}
