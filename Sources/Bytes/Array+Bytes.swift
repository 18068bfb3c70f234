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
