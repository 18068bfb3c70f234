import Bytes
import CDescriptors
import CProtobufC

/// What is looked at before protobuf-c unpacks a message: it recurses as deep as the bytes say,
/// allocates a structure for two bytes, copies arrays again for each message that is there twice,
/// and knows no groups. All of it is bounded here, groups (in options of others) are cut out.
struct WireScan {
  typealias Table = UnsafePointer<ProtobufCMessageDescriptor>

  private let depth: Int
  /// How many messages may still come.
  private(set) var nodes: Int

  init(depth: Int, nodes: Int) {
    self.depth = depth
    self.nodes = nodes
  }

  /// The message without groups; nil where it holds none and can be read as it is.
  mutating func prepare(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ table: Table
  ) throws(WireError) -> [UInt8]? {
    guard try check(bytes, range, table, level: 1) else { return nil }
    return try copy(bytes, range, table)
  }

  /// Whether there are groups.
  private mutating func check(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ table: Table, level: Int
  ) throws(WireError) -> Bool {
    guard level <= depth else { throw .tooDeep }
    guard nodes > 0 else { throw .tooManyNodes }
    nodes -= 1
    var hasGroups = false
    var seen: UInt64 = 0
    var cursor = WireCursor(range)
    while let field = try cursor.next(bytes) {
      if field.type == .startGroup { hasGroups = true }
      guard field.type == .bytes, let known = Self.field(field.number, table),
        known.pointee.type == PROTOBUF_C_TYPE_MESSAGE, let inner = Self.table(of: known)
      else { continue }
      if known.pointee.label != PROTOBUF_C_LABEL_REPEATED, let first = table.pointee.fields {
        let bit: UInt64 = 1 << UInt64(first.distance(to: known) & 63)
        guard seen & bit == 0 else { throw .repeatedMessage }
        seen |= bit
      }
      let inside = try check(bytes, field.value, inner, level: level + 1)
      hasGroups = hasGroups || inside
    }
    return hasGroups
  }

  /// Recursion is bounded by `check`, which came before.
  private func copy(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ table: Table
  ) throws(WireError) -> [UInt8] {
    var output: [UInt8] = []
    var cursor = WireCursor(range)
    while let field = try cursor.next(bytes) {
      if field.type == .startGroup { continue }
      if field.type == .bytes, let known = Self.field(field.number, table),
        known.pointee.type == PROTOBUF_C_TYPE_MESSAGE, let inner = Self.table(of: known)
      {
        let content = try copy(bytes, field.value, inner)
        WireText.append(number: field.number, content.span, to: &output)
      } else {
        output.append(bytes, field.start..<field.value.upperBound)
      }
    }
    return output
  }

  private static func field(
    _ number: UInt32, _ table: Table
  ) -> UnsafePointer<ProtobufCFieldDescriptor>? {
    protobuf_c_message_descriptor_get_field(table, number)
  }

  /// The table of a message that a field holds.
  private static func table(of field: UnsafePointer<ProtobufCFieldDescriptor>) -> Table? {
    // The pointer has no type in C; for PROTOBUF_C_TYPE_MESSAGE it is a message's table.
    field.pointee.descriptor?.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
  }
}
