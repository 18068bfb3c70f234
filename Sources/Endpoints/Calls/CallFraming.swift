/// How the content of a call is framed on the wire (RFC 9112 §6); the HTTP adapter writes the
/// field.
public enum CallFraming: Sendable, Equatable {
  /// No field at all: there is no content, and the method does not usually have any.
  case none
  /// `Content-Length` with this number of bytes.
  case length(UInt64)
  /// `Transfer-Encoding: chunked`.
  case chunked
}
