/// What a peer may make an HTTP/1.1 parser hold, in bytes and counts. There is no unlimited parser:
/// values above 256 MiB are cut to it.
public struct HTTP1Limits: Sendable, Equatable {
  /// Start line and header fields together, line ends included (`max_header_bytes`).
  public let maxHeadBytes: Int
  /// The fields of a header section, and of a trailer section.
  public let maxFieldCount: Int
  /// A request target (RFC 9112 §3 asks for 8000 at least).
  public let maxTargetBytes: Int
  /// A chunk-size line with its extensions.
  public let maxChunkLineBytes: Int
  /// A trailer section, line ends included.
  public let maxTrailerBytes: Int
  /// Interim (1xx) answers before the final one.
  public let maxInterimAnswers: Int

  /// The default limits are the documented ones: the head has that of Go's server, 1 MiB.
  public init(
    maxHeadBytes: Int = 1 << 20, maxFieldCount: Int = 256, maxTargetBytes: Int = 64 << 10,
    maxChunkLineBytes: Int = 4 << 10, maxTrailerBytes: Int = 16 << 10, maxInterimAnswers: Int = 16
  ) {
    self.maxHeadBytes = HTTP1Limits.bounded(maxHeadBytes)
    self.maxFieldCount = HTTP1Limits.bounded(maxFieldCount)
    self.maxTargetBytes = HTTP1Limits.bounded(maxTargetBytes)
    self.maxChunkLineBytes = HTTP1Limits.bounded(maxChunkLineBytes)
    self.maxTrailerBytes = HTTP1Limits.bounded(maxTrailerBytes)
    self.maxInterimAnswers = HTTP1Limits.bounded(maxInterimAnswers)
  }

  /// Offsets into a head are 32 bits wide.
  private static func bounded(_ limit: Int) -> Int { min(max(limit, 0), 256 << 20) }

  /// The longest start line: a target, a method or a reason phrase of ordinary length, a version.
  var maxStartLineBytes: Int { min(maxHeadBytes, maxTargetBytes + 256) }
}
