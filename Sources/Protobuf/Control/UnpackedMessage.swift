import CDescriptors
import CProtobufC

/// A message in protobuf-c's memory, checked before it was unpacked; it goes with this object.
final class UnpackedMessage {
  private let message: UnsafeMutablePointer<ProtobufCMessage>

  /// Nil where the bytes are no message of the table.
  init?(_ bytes: [UInt8], _ table: WireScan.Table, nodes: Int) {
    var scan = WireScan(depth: 100, nodes: nodes)
    do throws(WireError) {
      let prepared = try scan.prepare(bytes.span, 0..<bytes.count, table) ?? bytes
      // Unsafe: protobuf-c copies what it keeps before it returns.
      let message = prepared.withUnsafeBufferPointer {
        protobuf_c_message_unpack(table, nil, $0.count, $0.baseAddress)
      }
      guard let message else { return nil }
      self.message = message
    } catch {
      return nil
    }
  }

  /// Hands the structure out as what the table says it is.
  func read<Structure, Value>(
    _ type: Structure.Type, _ body: (Structure) -> Value
  ) -> Value {
    // Unsafe: every structure of protoc-c begins with a ProtobufCMessage, and `type` is the one
    // that the table describes.
    body(UnsafeRawPointer(message).assumingMemoryBound(to: type).pointee)
  }

  deinit { protobuf_c_message_free_unpacked(message, nil) }
}

extension [UInt8] {
  /// A copy of what protobuf-c read.
  init(_ data: ProtobufCBinaryData) {
    // Unsafe: pointer and count of one allocation.
    self = Array(UnsafeBufferPointer(start: data.data, count: data.data == nil ? 0 : data.len))
  }
}
