import CDescriptors
import CProtobufC

/// An answer of `ServerReflectionInfo`.
public enum ReflectionAnswer: Hashable, Sendable {
  /// Files, each a `FileDescriptorProto`.
  case files([[UInt8]])
  /// Full names of services.
  case services([String])
  /// A gRPC status and its text: `NOT_FOUND` for a name that the server does not know.
  case failure(code: Int32, message: String)

  /// Nil where the bytes are no answer that a question of ours can have.
  public init?(bytes: [UInt8]) {
    let unpacked = UnpackedMessage(bytes, dragoman_reflection_table(), nodes: 1 << 20)
    guard let unpacked,
      let answer = unpacked.read(Dragoman__ServerReflectionResponse.self, Self.answer)
    else { return nil }
    self = answer
  }

  private static func answer(_ response: Dragoman__ServerReflectionResponse) -> ReflectionAnswer? {
    switch response.message_response_case {
    case DRAGOMAN__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_FILE_DESCRIPTOR_RESPONSE:
      guard let files = response.file_descriptor_response?.pointee else { return nil }
      // Unsafe: as many entries as protobuf-c counts.
      let list = UnsafeBufferPointer(
        start: files.file_descriptor_proto, count: files.n_file_descriptor_proto)
      return .files(list.map { [UInt8]($0) })
    case DRAGOMAN__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_LIST_SERVICES_RESPONSE:
      guard let list = response.list_services_response?.pointee else { return nil }
      return .services(elements(list.service, list.n_service).map { text($0.pointee.name) })
    case DRAGOMAN__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_ERROR_RESPONSE:
      guard let error = response.error_response?.pointee else { return nil }
      return .failure(code: error.error_code, message: text(error.error_message))
    default: return nil
    }
  }

  private static func text(_ data: ProtobufCBinaryData) -> String {
    String(decoding: [UInt8](data), as: UTF8.self)
  }
}
