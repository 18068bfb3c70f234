import Glibc

/// A block of memory that sockets are read into, leased from its loop and given back.
public final class IOBuffer {
  /// How many bytes fit.
  public static let capacity = 64 * 1024

  /// The memory: always `capacity` bytes long; what has been read lies in `start..<end`.
  @exclusivity(unchecked) public internal(set) var bytes = [UInt8](
    repeating: 0, count: IOBuffer.capacity)
  /// Where the bytes not yet consumed begin.
  @exclusivity(unchecked) public var start = 0
  /// Where they end.
  @exclusivity(unchecked) public internal(set) var end = 0

  init() {}

  /// How many bytes are waiting to be consumed.
  public var count: Int { end - start }
  /// Whether every byte has been consumed.
  public var isEmpty: Bool { start == end }

  /// Moves a run of bytes right behind an earlier one and returns both as one.
  public func join(_ first: Range<Int>, _ second: Range<Int>) -> Range<Int> {
    guard first.upperBound <= second.lowerBound, second.upperBound <= IOBuffer.capacity else {
      return first
    }
    bytes.withUnsafeMutableBytes { bytes in
      // Both ranges lie inside, checked above; the regions may overlap, which memmove allows.
      guard let base = bytes.baseAddress else { return }
      memmove(base + first.upperBound, base + second.lowerBound, second.count)
    }
    return first.lowerBound..<first.upperBound + second.count
  }

  /// Shows a run of bytes to `body`.
  @inlinable public func read<Result>(
    _ range: Range<Int>, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    let held = bytes
    return body(held.span.extracting(range))
  }

  /// Forgets what it holds.
  public func reset() {
    start = 0
    end = 0
  }
}
