/// How much of a catalog is taken in before it is refused.
public struct DescriptorLimits: Sendable {
  /// Bytes of all sets.
  public let bytes: Int
  /// Descriptors of all kinds in all files: two bytes of input can be an empty message.
  public let nodes: Int
  /// Bytes that all sets take while they are read.
  public let memory: Int
  /// Messages inside of messages, as they lie in the file.
  public let depth: Int
  /// Faults and warnings that are kept; those beyond are not looked for.
  public let faults: Int

  /// Bytes of a full name. Those of nested messages repeat what surrounds them: without a limit a
  /// small file could make very many very long ones.
  static let name = 512
  /// Ranges for extensions that a message has.
  static let ranges = 1000

  /// Makes limits; the defaults are far above what real catalogs hold.
  public init(
    bytes: Int = 128 << 20, nodes: Int = 1 << 20, memory: Int = 1 << 30, depth: Int = 100,
    faults: Int = 100
  ) {
    self.bytes = bytes
    self.nodes = nodes
    self.memory = memory
    self.depth = min(max(depth, 1), 200)
    self.faults = max(faults, 1)
  }
}
