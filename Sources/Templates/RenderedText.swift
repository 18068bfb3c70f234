/// What a template wrote, and which part of a template wrote each part of it.
public struct RenderedText: Sendable {
  /// A place in a template.
  public struct Origin: Sendable, Hashable {
    /// The file as it was given.
    public var file: String
    /// The line from 1.
    public var line: Int
    /// The column from 1, in characters.
    public var column: Int
  }

  /// Bytes that were written at once.
  struct Piece {
    var start: Int
    var source: TemplateSource
    var offset: Int
    /// Whether the bytes are those of the template; else an action made them.
    var isText: Bool
  }

  /// The text.
  public internal(set) var bytes: [UInt8] = []
  private(set) var pieces: [Piece] = []

  /// The text as a `String`.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ range: Range<Int>, of source: TemplateSource) {
    guard !range.isEmpty else { return }
    pieces.append(Piece(start: bytes.count, source: source, offset: range.lowerBound, isText: true))
    bytes += source.bytes[range]
  }

  mutating func append(_ text: String, from offset: Int, of source: TemplateSource) {
    guard !text.isEmpty else { return }
    pieces.append(Piece(start: bytes.count, source: source, offset: offset, isText: false))
    bytes += text.utf8
  }

  /// Which place in a template a byte of the text came from; nil if there is none.
  public func origin(of offset: Int) -> Origin? {
    guard offset >= 0, offset <= bytes.count else { return nil }
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let piece = pieces[low - 1]
    let place = piece.isText ? piece.offset + offset - piece.start : piece.offset
    let (line, column) = piece.source.position(of: place)
    return Origin(file: piece.source.file, line: line, column: column)
  }
}
