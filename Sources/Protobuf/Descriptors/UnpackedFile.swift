import CDescriptors

/// A `FileDescriptorProto` as protobuf-c has it. Nothing that the linker makes points into it.
final class UnpackedFile {
  let message: UnsafeMutablePointer<Dragoman__FileDescriptorProto>
  /// The set that it comes from.
  let set: String
  /// The bytes in the set, to tell whether a second definition says the same.
  let bytes: ArraySlice<UInt8>
  let name: String
  let isBuiltIn: Bool
  /// Whose memory the message is in.
  private let arena: Arena

  /// Nil where protobuf-c refuses the bytes.
  init?(
    _ prepared: [UInt8]?, _ bytes: ArraySlice<UInt8>, set: String, isBuiltIn: Bool, _ arena: Arena
  ) {
    // Unsafe: protobuf-c copies what it keeps before it returns.
    let message = (prepared?[...] ?? bytes).withUnsafeBufferPointer { buffer in
      dragoman__file_descriptor_proto__unpack(arena.allocator, buffer.count, buffer.baseAddress)
    }
    guard let message else { return nil }
    self.arena = arena
    self.message = message
    self.set = set
    self.bytes = bytes
    self.isBuiltIn = isBuiltIn
    name = String(c: message.pointee.name)
  }

}

/// The structures of a repeated field. Not to be kept longer than the file that they are of.
func elements<Element>(
  _ base: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?, _ count: Int
) -> some Sequence<UnsafeMutablePointer<Element>> {
  // Unsafe: protobuf-c gives as many entries as it counts, none of them left out.
  UnsafeBufferPointer(start: base, count: base == nil ? 0 : count).lazy.compactMap { $0 }
}

extension String {
  /// A text of protobuf-c, empty if it is not there.
  init(c text: UnsafePointer<CChar>?) {
    self = text.map { String(cString: $0) } ?? ""
  }
}
