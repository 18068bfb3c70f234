/// A `google.protobuf.FileDescriptorSet` as `protoc --descriptor_set_out` writes it.
public struct DescriptorSet: Sendable {
  /// Where it comes from, for messages: the path of a file.
  public let name: String
  /// The set as it was read.
  public let bytes: [UInt8]

  /// A set that was read from somewhere.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The files of the set, as ranges of its bytes; other fields are skipped.
  func files() throws(WireError) -> [Range<Int>] {
    var files: [Range<Int>] = []
    var cursor = WireCursor(0..<bytes.count)
    while let field = try cursor.next(bytes.span) {
      if field.number == 1, field.type == .bytes { files.append(field.value) }
    }
    return files
  }
}
