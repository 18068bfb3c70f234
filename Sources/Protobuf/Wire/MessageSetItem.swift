/// An extension in a message set: a group of its number and its content.
struct MessageSetItem {
  /// The tag behind the content.
  static let end: UInt8 = 0x0C

  let type: UInt32
  let content: UnsafePointer<UInt8>
  let contentEnd: UnsafePointer<UInt8>

  /// Appends what stands in front of the length of the content: the start of group 1, the number as
  /// field 2, the tag of field 3.
  static func appendStart(_ number: UInt32, to output: inout [UInt8]) {
    output += [0x0B, 0x10]
    Varint.append(UInt64(number), to: &output)
    output.append(0x1A)
  }

  /// Nil if one of the two is missing.
  init?(_ group: WireReader.Record, depth: Int) throws(OutputStop) {
    var type: UInt64 = 0
    var message: WireReader.Record?
    var reader = WireReader(group.content, group.contentEnd, depth: depth)
    while let record = try reader.next() {
      if record.number == 2, record.wireType == WireForm.varint { type = record.value }
      if record.number == 3, record.wireType == WireForm.delimited { message = record }
    }
    guard let message, type > 0, type <= UInt64(Int32.max) else { return nil }
    self.type = UInt32(type)
    content = message.content
    contentEnd = message.contentEnd
  }
}
