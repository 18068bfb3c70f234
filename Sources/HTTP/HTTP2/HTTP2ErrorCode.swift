/// Why a stream or a connection was ended (RFC 9113 §7). Numbers that nobody defined stay what they
/// are.
public struct HTTP2ErrorCode: RawRepresentable, Sendable, Hashable {
  /// The number on the wire.
  public let rawValue: UInt32

  /// Takes the number on the wire.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Nothing went wrong.
  public static let noError = HTTP2ErrorCode(rawValue: 0x0)
  /// The peer broke a rule that has no code of its own.
  public static let protocolError = HTTP2ErrorCode(rawValue: 0x1)
  /// A fault of the one who sends it.
  public static let internalError = HTTP2ErrorCode(rawValue: 0x2)
  /// More content than the window allowed.
  public static let flowControlError = HTTP2ErrorCode(rawValue: 0x3)
  /// Settings were not acknowledged.
  public static let settingsTimeout = HTTP2ErrorCode(rawValue: 0x4)
  /// A frame for a stream that had ended.
  public static let streamClosed = HTTP2ErrorCode(rawValue: 0x5)
  /// A frame of a wrong size.
  public static let frameSizeError = HTTP2ErrorCode(rawValue: 0x6)
  /// Nothing was done with the request.
  public static let refusedStream = HTTP2ErrorCode(rawValue: 0x7)
  /// The stream is no longer wanted.
  public static let cancel = HTTP2ErrorCode(rawValue: 0x8)
  /// The field compression is out of step.
  public static let compressionError = HTTP2ErrorCode(rawValue: 0x9)
  /// The connection made for a CONNECT broke.
  public static let connectError = HTTP2ErrorCode(rawValue: 0xA)
  /// The peer behaves in a way that might be an attack.
  public static let enhanceYourCalm = HTTP2ErrorCode(rawValue: 0xB)
  /// The transport is not as safe as is asked for.
  public static let inadequateSecurity = HTTP2ErrorCode(rawValue: 0xC)
  /// The request must be repeated in HTTP/1.1.
  public static let http11Required = HTTP2ErrorCode(rawValue: 0xD)

  private static let names = [
    "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT",
    "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR",
    "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
  ]
}

extension HTTP2ErrorCode: CustomStringConvertible {
  /// The name in RFC 9113, or the number.
  public var description: String {
    rawValue < Self.names.count ? Self.names[Int(rawValue)] : "error \(rawValue)"
  }
}
