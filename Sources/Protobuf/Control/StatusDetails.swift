import Bytes
import CDescriptors

/// `google.rpc.Status`, which travels in the trailer `grpc-status-details-bin`.
public struct StatusDetails: Hashable, Sendable {
  /// A message of any type, still packed.
  public struct Detail: Hashable, Sendable {
    /// `type.googleapis.com/google.rpc.BadRequest`
    public let typeURL: [UInt8]
    /// The message.
    public let value: [UInt8]

    /// A message under the name of its type.
    public init(typeURL: [UInt8], value: [UInt8]) {
      self.typeURL = typeURL
      self.value = value
    }

    /// The full name of the type: what follows the last slash. Nil if it is empty.
    public var typeName: String? {
      let slash = typeURL.lastIndex(of: ASCII.slash)
      let name = typeURL[(slash.map { $0 + 1 } ?? 0)...]
      return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }
  }

  /// The status, which the server may have set to something else than `grpc-status`.
  public let code: Int32
  /// The text; whether it is UTF-8 is for the reader to see.
  public let message: [UInt8]
  /// In the order of the server.
  public let details: [Detail]

  /// How many details are read: those beyond stay unread.
  public static let limit = 128

  /// Nil where the bytes are no such message (the header is then of no use, the call's own status
  /// stays what it is).
  public init?(bytes: [UInt8]) {
    guard let status = UnpackedMessage(bytes, dragoman_status_table(), nodes: 1 << 16) else {
      return nil
    }
    self = status.read(Dragoman__Status.self) { StatusDetails($0) }
  }

  private init(_ status: Dragoman__Status) {
    code = status.code
    message = [UInt8](status.message)
    details = elements(status.details, status.n_details).prefix(Self.limit).map {
      Detail(typeURL: [UInt8]($0.pointee.type_url), value: [UInt8]($0.pointee.value))
    }
  }
}
