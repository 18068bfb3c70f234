/// How much a transcoder takes in and gives out before it gives up.
public struct TranscodeLimits: Sendable, Equatable {
  /// Messages, groups, `Struct`s and lists of values open at once; unknown groups count too. At
  /// least 1, at most 10 000.
  public let depth: Int
  /// Bytes of what is written; at most 4 GiB − 1, since nodes hold 32-bit offsets.
  public let bytes: Int
  /// Values and member names of a document.
  public let nodes: Int

  /// Protobuf's own 100 levels, 64 MiB, 8 Mi nodes; values out of range are brought into it.
  public init(depth: Int = 100, bytes: Int = 64 << 20, nodes: Int = 8 << 20) {
    self.depth = min(max(depth, 1), 10_000)
    self.bytes = min(max(bytes, 16), Int(UInt32.max))
    self.nodes = min(max(nodes, 1), Int(UInt32.max))
  }
}
