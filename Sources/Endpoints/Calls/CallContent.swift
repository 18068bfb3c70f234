public import Messages

/// The content of a request: as it came from a client, or on its way to a backend.
public enum CallContent {
  /// No content.
  case none
  /// All of it.
  case bytes([UInt8])
  /// As it arrives. It can be read once, so it can go to one backend only (HDR-11).
  case stream(any BodySource)

  /// The length where it is known.
  public var length: UInt64? {
    switch self {
    case .none: 0
    case .bytes(let bytes): UInt64(bytes.count)
    case .stream(let source): source.length
    }
  }
}
