/// Why content in a coding cannot be decoded.
public enum ContentCodingError: Error, Sendable, Equatable {
  /// The coded bytes are malformed: a header, a block or a checksum (RFC 1951, RFC 1952).
  case malformed
  /// The content ends in the middle, or there is none.
  case truncated
  /// Bytes follow that do not belong to the coded content.
  case trailingBytes
  /// The decoded content passes the absolute limit.
  case tooLarge
  /// The decoded content is out of proportion to the coded: a decompression bomb.
  case disproportionate
  /// There is no memory for the decoder.
  case noMemory
}
