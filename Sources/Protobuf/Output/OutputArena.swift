/// What putting fields in order takes: the bytes in their new order, which live as long as a pass.
///
/// Unsafe: plain memory, since pointers into it outlast every call. `free` has to be called once.
struct OutputArena {
  /// How large a block is at least: most messages are small.
  private static let block = 4096

  /// How many fields and oneofs a message has at most, and places of fields an order.
  private let bits: Int
  private let places: Int
  private var orders: UnsafeMutablePointer<FieldOrder>?
  private var blocks: [UnsafeMutablePointer<UInt8>] = []
  private var next: UnsafeMutablePointer<UInt8>?
  /// What is left of the last block, and of all that there may be.
  private var room = 0
  private var left: Int

  /// An arena for so many bytes; it takes nothing before it is used.
  init(bytes: Int, bits: Int, places: Int) {
    left = bytes
    self.bits = bits
    self.places = places
  }

  /// The order of the message that is looked at.
  mutating func order() -> UnsafeMutablePointer<FieldOrder> {
    if let orders { return orders }
    let order = UnsafeMutablePointer<FieldOrder>.allocate(capacity: 1)
    order.initialize(to: FieldOrder(bits: bits, limit: places))
    orders = order
    return order
  }

  /// Keeps bytes and says where they are.
  mutating func keep(_ bytes: [UInt8]) throws(OutputStop) -> UnsafePointer<UInt8> {
    guard bytes.count <= left else { throw .failed(.tooLarge) }
    left -= bytes.count
    let start = next.flatMap { room >= bytes.count ? $0 : nil } ?? addBlock(bytes.count)
    bytes.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { start.update(from: base, count: bytes.count) }
    }
    next = start + bytes.count
    room -= bytes.count
    return UnsafePointer(start)
  }

  private mutating func addBlock(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    room = max(count, Self.block)
    // Readers look up to sixteen bytes too far.
    let block = UnsafeMutablePointer<UInt8>.allocate(capacity: room + 16)
    block.initialize(repeating: 0, count: room + 16)
    blocks.append(block)
    return block
  }

  /// Gives the memory back.
  func free() {
    for block in blocks { block.deallocate() }
    orders?.deinitialize(count: 1)
    orders?.deallocate()
  }
}
