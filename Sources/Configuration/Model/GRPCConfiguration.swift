/// What the gateway as a whole knows of gRPC: `grpc` in `extra_config` of the root.
public struct GRPCConfiguration: Sendable {
  /// Files with descriptor sets, and folders of such files, in the order of the file (GRPC-1). A
  /// relative path starts where the gateway was started, as every other one does.
  public var catalog: [WrittenText] = []
  /// Descriptor sets that are at hand, by the path that the catalog has for them: a program that
  /// brings its descriptors along needs no files.
  public var embedded: [String: [UInt8]] = [:]
  /// Services whose annotated methods become endpoints, in the order of the file.
  public var exposures: [GRPCExposure] = []

  /// No descriptors.
  public init() {}
}
