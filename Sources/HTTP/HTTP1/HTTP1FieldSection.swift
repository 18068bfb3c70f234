import Bytes
import Messages

/// The rules by which lines become fields, for headers and trailers alike (RFC 9112 §5).
enum HTTP1FieldSection {
  /// Appends a line to the fields.
  @inline(__always)
  static func append(
    _ line: Span<UInt8>, to fields: inout HeaderFields
  ) throws(HTTP1Violation) {
    if let fault = fields.append(line: line) { throw violation(fault, isFirst: fields.isEmpty) }
  }

  private static func violation(_ fault: FieldLineFault, isFirst: Bool) -> HTTP1Violation {
    switch fault {
    case .startsWithBlank: isFirst ? .blankBeforeFirstField : .obsoleteLineFolding
    case .missingName: .missingFieldName
    case .blankBeforeColon: .blankBeforeColon
    case .invalidName: .invalidFieldName
    case .invalidValue: .controlCharacter
    case .tooLong: .headTooLarge
    }
  }

  /// Whether a trailer field would frame or route the message: two parsers that differ on it see
  /// two messages.
  static func isRefusedInTrailers(_ field: KnownField) -> Bool {
    field == .contentLength || field == .transferEncoding || field == .host
  }

  /// Whether a trailer field is dropped, since it comes too late to mean anything
  /// (RFC 9110 §6.5.1).
  static func isDroppedFromTrailers(_ field: KnownField) -> Bool {
    switch field {
    case .connection, .trailer, .te, .expect, .contentType, .contentEncoding, .proxyAuthorization,
      .setCookie, .cookie, .upgrade, .keepAlive:
      true
    default: isRefusedInTrailers(field)
    }
  }
}
