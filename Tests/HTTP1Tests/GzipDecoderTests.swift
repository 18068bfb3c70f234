import Bytes
import HTTP
import Testing

@Suite struct GzipDecoderTests {
  private static let text = Array(String(repeating: "To be, or not to be. ", count: 500).utf8)

  private func decode(
    _ coded: [UInt8], pieces: Int = .max,
    limits: ContentCodingLimits = ContentCodingLimits(maxOutputBytes: 1 << 24)
  ) throws(ContentCodingError) -> [UInt8] {
    let decoder = try GzipDecoder(limits: limits)
    var output: [UInt8] = []
    var start = 0
    while start < coded.count {
      let end = coded.count - start > pieces ? start + pieces : coded.count
      try decoder.inflate(coded.span.extracting(start..<end), into: &output)
      start = end
    }
    try decoder.finish()
    return output
  }

  @Test("content comes back whatever the pieces", arguments: [1, 2, 3, 7, 100, 1 << 20])
  func pieces(_ size: Int) throws {
    for content in [[], [0x61], Self.text, Gzip.noise(50_000)] {
      #expect(try decode(Gzip.member(content), pieces: size) == content)
    }
  }

  @Test("several members are one content", arguments: [1, 5, 1 << 20])
  func members(_ size: Int) throws {
    let coded = Gzip.member([1, 2]) + Gzip.member([]) + Gzip.member([3])
    #expect(try decode(coded, pieces: size) == [1, 2, 3])
  }

  @Test("content that is cut anywhere is truncated, never whole")
  func truncated() {
    let coded = Gzip.member(Array("hello".utf8)) + Gzip.member(Array("world".utf8))
    let boundary = Gzip.member(Array("hello".utf8)).count
    for end in 0..<coded.count where end != boundary {
      #expect(throws: ContentCodingError.truncated) { try decode(Array(coded.prefix(end))) }
    }
  }

  @Test("bytes behind the content are refused", arguments: [1, 1 << 20])
  func trailing(_ size: Int) {
    for extra: [UInt8] in [[0], [0x20], Array("more".utf8)] {
      #expect(throws: ContentCodingError.trailingBytes) {
        try decode(Gzip.member(Self.text) + extra, pieces: size)
      }
    }
    #expect(throws: ContentCodingError.malformed) {
      try decode(Gzip.member(Self.text) + [0x1F, 0x00], pieces: size)
    }
  }

  @Test("a changed byte is an error or changes nothing that counts")
  func corrupted() {
    let coded = Gzip.member(Self.text)
    for index in coded.indices {
      var changed = coded
      changed[index] ^= 0x10
      let output = try? decode(changed)
      #expect(output == nil || output == Self.text, "\(index)")
    }
  }

  @Test("zlib's and raw deflate's wrappers are no gzip")
  func wrappers() {
    #expect(throws: ContentCodingError.malformed) { try decode([0x78, 0x9C, 0x03, 0x00]) }
    #expect(throws: ContentCodingError.malformed) { try decode(Array("plain text".utf8)) }
  }

  @Test("the absolute limit holds to the byte", arguments: [1, 1 << 20])
  func absoluteLimit(_ size: Int) throws {
    let coded = Gzip.member(Self.text)
    let fits = ContentCodingLimits(maxOutputBytes: Self.text.count)
    #expect(try decode(coded, pieces: size, limits: fits) == Self.text)
    #expect(throws: ContentCodingError.tooLarge) {
      try decode(
        coded, pieces: size, limits: ContentCodingLimits(maxOutputBytes: Self.text.count - 1))
    }
  }

  @Test("a bomb is refused by its ratio long before the absolute limit")
  func bomb() throws {
    let coded = Gzip.member([UInt8](repeating: 0, count: 10 << 20))
    let decoder = try GzipDecoder(limits: ContentCodingLimits(maxOutputBytes: 1 << 30))
    var output: [UInt8] = []
    #expect(throws: ContentCodingError.disproportionate) {
      try decoder.inflate(coded.span, into: &output)
    }
    #expect(output.count < 6 << 20)
  }

  @Test("DEC-7: a mebibyte of one letter is no bomb", arguments: [1 << 20, 4 << 20])
  func oneLetter(_ count: Int) throws {
    let content = [UInt8](repeating: 0x61, count: count)
    #expect(try decode(Gzip.member(content)) == content)
  }

  @Test("the ratio holds from the first byte beyond what is free of it")
  func ratio() throws {
    let content = [UInt8](repeating: 0, count: 100_000)
    let coded = Gzip.member(content)
    for (ratio, free, isBomb) in [(2000, 0, false), (20, 100_000, false), (20, 99_999, true)] {
      let limits = ContentCodingLimits(
        maxOutputBytes: 1 << 20, maxRatio: ratio, ratioFreeBytes: free)
      if isBomb {
        #expect(throws: ContentCodingError.disproportionate) { try decode(coded, limits: limits) }
      } else {
        #expect(try decode(coded, limits: limits) == content)
      }
    }
  }

  @Test("no step yields more than its room, and the offset says what was consumed")
  func bounded() throws {
    let coded = Gzip.member(Self.text)
    let decoder = try GzipDecoder(limits: ContentCodingLimits(maxOutputBytes: 1 << 20))
    var offset = 0
    var content: [UInt8] = []
    while true {
      var output: [UInt8] = []
      let progress = try decoder.inflate(coded.span, from: &offset, into: &output, room: 100)
      #expect(output.count <= 100)
      content += output
      if progress == .needsInput { break }
      #expect(output.count == 100)
    }
    #expect(offset == coded.count)
    #expect(content == Self.text)
    try decoder.finish()
  }

  @Test("an error is final")
  func final() throws {
    let decoder = try GzipDecoder(limits: ContentCodingLimits(maxOutputBytes: 1 << 20))
    var output: [UInt8] = []
    let bad: [UInt8] = [0, 0]
    let good = Gzip.member([1])
    for bytes in [bad, good] {
      #expect(throws: ContentCodingError.malformed) {
        try decoder.inflate(bytes.span, into: &output)
      }
    }
    #expect(throws: ContentCodingError.malformed) { try decoder.finish() }
  }
}
