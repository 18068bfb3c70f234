/// What one end of an HTTP/2 connection tells its peer (RFC 9113 §6.5.2), and what it bears.
public struct HTTP2Settings: Sendable {
  /// How many bytes of content one stream may have on the way: what a consumer that stops reading
  /// can make this side hold.
  public var streamWindow: Int32 = 256 << 10
  /// How many bytes all streams together may have on the way. They are given back as they arrive,
  /// so that one stream that nobody reads holds up no other.
  public var connectionWindow: Int32 = 4 << 20
  /// The largest frame that may come: 16 384 to 16 777 215 bytes.
  public var maxFrameSize: UInt32 = 16_384
  /// The names, values and 32 bytes for each field of one message.
  public var maxFieldBytes = 64 << 10
  /// How many streams the peer may open at a time.
  public var maxConcurrentStreams: UInt32 = 256
  /// How many frames that move nothing may come in a burst.
  public var oddFrameBurst = 1000
  /// How many of them are forgiven each second.
  public var oddFramesPerSecond = 100
  /// How many frames may wait to be sent, such as answers to pings and settings; those of open
  /// streams are not counted.
  public var maxQueuedFrames = 10_000

  /// The defaults.
  public init() {}
}
