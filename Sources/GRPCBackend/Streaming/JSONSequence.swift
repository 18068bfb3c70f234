import Bytes

/// Cuts the content of a request into JSON texts while it arrives: the elements of one array, or
/// texts that stand behind one another, as in lines (NDJSON). It finds where each text ends and
/// leaves its grammar to whoever reads it.
///
/// In: bytes, as they come. Out: one text after the other. State: the text that is not whole yet,
/// bounded by `limit`.
struct JSONSequence {
  /// Why the content is no sequence.
  enum Fault: Error, Equatable {
    /// A text is longer than the limit.
    case tooLong
    /// The content ends within a text, or without the end of its array.
    case truncated
    /// A comma, a bracket or anything else where no text can begin or end; its offset.
    case unexpected(UInt8, offset: Int)
  }

  /// What the content is, which its first byte tells.
  private enum Shape { case unknown, texts, array, ended }

  /// Where between texts it is.
  private enum Gap { case before, after, afterComma }

  private var shape = Shape.unknown
  private var gap = Gap.before
  private var text: [UInt8] = []
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var isInScalar = false
  private var offset = 0
  private let limit: Int

  /// Texts longer than `limit` bytes are refused.
  init(limit: Int) {
    self.limit = limit
  }

  /// Takes bytes from `position` on until a text is whole, which it returns, or no byte is left.
  mutating func next(
    _ bytes: Span<UInt8>, from position: inout Int
  ) throws(Fault) -> [UInt8]? {
    while position < bytes.count {
      let byte = bytes[position]
      if isInScalar, JSONSequence.endsScalar(byte) {
        // The byte itself belongs to what follows.
        return take()
      }
      position += 1
      offset += 1
      if try isWhole(with: byte) { return take() }
    }
    return nil
  }

  /// The content has ended: the last text, if it is one that only the end ends.
  mutating func finish() throws(Fault) -> [UInt8]? {
    if isInScalar, shape == .texts { return take() }
    guard depth == 0, !isInString, !isInScalar, shape != .array else { throw .truncated }
    return nil
  }

  /// Takes one byte in; whether it ends a text.
  private mutating func isWhole(with byte: UInt8) throws(Fault) -> Bool {
    if isInString {
      try append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else if byte == ASCII.quote {
        isInString = false
        return depth == 0
      }
      return false
    }
    if depth > 0 || isInScalar { return try isContainerWhole(with: byte) }
    return try begins(byte)
  }

  private mutating func isContainerWhole(with byte: UInt8) throws(Fault) -> Bool {
    try append(byte)
    switch byte {
    case ASCII.quote: isInString = true
    case 0x7B, 0x5B: depth += 1
    case 0x7D, 0x5D:
      depth -= 1
      return depth == 0
    default: break
    }
    return false
  }

  /// A byte between texts.
  private mutating func begins(_ byte: UInt8) throws(Fault) -> Bool {
    if byte == ASCII.space || (0x09...0x0D).contains(byte) { return false }
    switch (shape, byte) {
    case (.ended, _): throw unexpected(byte)
    case (.unknown, 0x5B):
      shape = .array
      return false
    case (.unknown, _): shape = .texts
    case (.array, 0x5D):
      guard gap != .afterComma else { throw unexpected(byte) }
      shape = .ended
      return false
    case (.array, ASCII.comma):
      guard gap == .after else { throw unexpected(byte) }
      gap = .afterComma
      return false
    case (.array, _):
      guard gap != .after else { throw unexpected(byte) }
    case (.texts, _): break
    }
    switch byte {
    case 0x7D, 0x5D, ASCII.comma, ASCII.colon: throw unexpected(byte)
    case ASCII.quote: isInString = true
    case 0x7B, 0x5B: depth = 1
    default: isInScalar = true
    }
    try append(byte)
    return false
  }

  private mutating func append(_ byte: UInt8) throws(Fault) {
    guard text.count < limit else { throw .tooLong }
    text.append(byte)
  }

  private mutating func take() -> [UInt8] {
    let whole = text
    text.removeAll(keepingCapacity: true)
    isInScalar = false
    gap = .after
    return whole
  }

  private func unexpected(_ byte: UInt8) -> Fault { .unexpected(byte, offset: offset - 1) }

  /// Numbers and words end where something else begins.
  private static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.space, 0x09...0x0D, ASCII.comma, ASCII.quote, 0x5B, 0x5D, 0x7B, 0x7D: true
    default: false
    }
  }
}
