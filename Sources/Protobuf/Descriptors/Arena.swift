import CDescriptors
import CProtobufC

/// Memory that protobuf-c unpacks a catalog into; it goes with this object, all at once.
final class Arena {
  private let arena: OpaquePointer?

  /// At most so many bytes are given out: what needs more is not unpacked.
  init(limit: Int) { arena = dragoman_arena_new(max(limit, 0)) }

  /// Without memory for an arena it is that of the system, and protobuf-c sees for itself.
  var allocator: UnsafeMutablePointer<ProtobufCAllocator>? {
    arena.flatMap { dragoman_arena_allocator($0) }
  }

  deinit {
    if let arena { dragoman_arena_free(arena) }
  }
}
