/// How messages on the wire are malformed, or beyond the limits.
public enum GRPCFramingError: Error, Sendable, Equatable {
  /// The first byte of a message is neither 0 nor 1.
  case badFlag(UInt8)
  /// The message is larger than the limit, as it came or inflated.
  case tooLarge(limit: Int)
  /// A message grows out of proportion when it is inflated: a decompression bomb.
  case disproportionate
  /// A message is compressed although the answer names no coding, or one that nobody asked for.
  case unknownCoding
  /// The compressed bytes are malformed.
  case malformedCompression
  /// The content ends in the middle of a message.
  case truncated
  /// More or less than the one message that there must be.
  case notOneMessage
}

extension GRPCFramingError: CustomStringConvertible {
  /// What is wrong, in words.
  public var description: String {
    switch self {
    case .badFlag(let flag): "a message begins with \(flag), neither 0 nor 1"
    case .tooLarge(let limit): "a message is larger than \(limit) bytes"
    case .disproportionate: "a compressed message grows out of proportion"
    case .unknownCoding: "a message is compressed in a coding that was not asked for"
    case .malformedCompression: "a compressed message is malformed"
    case .truncated: "the content ends in the middle of a message"
    case .notOneMessage: "there must be exactly one message"
    }
  }
}
