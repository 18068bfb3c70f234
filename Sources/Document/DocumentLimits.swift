/// How much a scanner takes in before it gives up: there is no unlimited scan.
///
/// The length of one string or number is bounded by `bytes`; neither costs more than its length.
public struct DocumentLimits: Sendable, Equatable {
  /// Containers open at once; `[[]]` has depth 2. At most 2^31.
  public let depth: Int
  /// Bytes of text; at most 4 GiB − 1, since nodes hold 32-bit offsets.
  public let bytes: Int
  /// Values and member names.
  public let nodes: Int

  /// The most that a tape can address.
  static let addressable = Int(UInt32.max)

  /// For what backends answer: 512 deep (Go's limit is 10 000, which no real answer nears; nothing
  /// here recurses, so the figure guards readers behind us), 64 MiB, 8 Mi nodes (128 MiB of tape).
  public static let answer = DocumentLimits()
  /// For what clients and configuration authors send: 64 deep.
  public static let input = DocumentLimits(depth: 64)

  /// Makes limits; values out of range are brought into it.
  public init(depth: Int = 512, bytes: Int = 64 << 20, nodes: Int = 8 << 20) {
    self.depth = min(max(depth, 0), 1 << 31)
    self.bytes = min(max(bytes, 0), Self.addressable)
    self.nodes = min(max(nodes, 1), Self.addressable)
  }
}
