/// A message that waits until one inside of it is written.
struct OutputFrame {
  /// Where it goes on.
  var cursor: UnsafePointer<UInt8>
  var end: UnsafePointer<UInt8>
  var table: UnsafePointer<OutputTable>
  /// The node of its object; of a `ListValue` that of its array.
  var object: Int
  /// The node of the list or map that is open in it, or -1.
  var array: Int
  /// The bit of the field whose list or map is open, or -1.
  var openBit: Int
}

/// Bytes that were put in order for a second pass; they live as long as that.
///
/// Unsafe: plain memory, since pointers into it outlast every call. `free` has to be called once.
struct OutputArena {
  private var chunks: [UnsafeMutablePointer<UInt8>] = []
  private var left: Int

  /// An arena for so many bytes.
  init(limit: Int) { left = limit }

  /// Keeps bytes and says where they are.
  mutating func keep(_ bytes: [UInt8]) throws(OutputStop) -> UnsafePointer<UInt8> {
    guard bytes.count <= left else { throw .failed(.tooLarge) }
    left -= bytes.count
    // Readers of chunks look up to sixteen bytes too far.
    let chunk = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 16)
    (chunk + bytes.count).initialize(repeating: 0, count: 16)
    for index in bytes.indices { (chunk + index).initialize(to: bytes[index]) }
    chunks.append(chunk)
    return UnsafePointer(chunk)
  }

  /// Gives the memory back.
  func free() {
    for chunk in chunks { chunk.deallocate() }
  }
}
