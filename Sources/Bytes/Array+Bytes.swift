extension Array where Element == UInt8 {
  /// Appends a text that the compiler knows.
  @inlinable public mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// Appends the bytes of a span.
  @inlinable public mutating func append(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  /// Appends a part of other bytes.
  @inlinable public mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    append(bytes.extracting(range))
  }

  /// The bytes of a static text.
  @inlinable public init(_ text: StaticString) {
    self = text.withUTF8Buffer { Array($0) }
  }
}

extension Span where Element == UInt8 {
  /// Whether the bytes are exactly this text.
  public func equals(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { other in
      withUnsafeBufferPointer { $0.count == other.count && $0.elementsEqual(other) }
    }
  }

  /// Whether the bytes are exactly these.
  public func equals(_ other: Span<UInt8>) -> Bool {
    other.withUnsafeBufferPointer { other in
      withUnsafeBufferPointer { $0.count == other.count && $0.elementsEqual(other) }
    }
  }

  /// The first position of a byte at or after `start`, or nil.
  public func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    var index = start
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  /// A copy of the bytes.
  @inlinable public func array() -> [UInt8] {
    withUnsafeBufferPointer { Array($0) }
  }
}
