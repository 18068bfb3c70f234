/// A block of memory that sockets are read into, leased from its loop and given back.
public final class IOBuffer {
  /// How many bytes fit.
  public static let capacity = 64 * 1024

  /// The memory: always `capacity` bytes long; what has been read lies in `start..<end`.
  public internal(set) var bytes = [UInt8](repeating: 0, count: IOBuffer.capacity)
  /// Where the bytes not yet consumed begin.
  public var start = 0
  /// Where they end.
  public internal(set) var end = 0

  init() {}

  /// How many bytes are waiting to be consumed.
  public var count: Int { end - start }
  /// Whether every byte has been consumed.
  public var isEmpty: Bool { start == end }

  /// Forgets what it holds.
  public func reset() {
    start = 0
    end = 0
  }
}
