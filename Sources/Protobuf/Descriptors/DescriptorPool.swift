import Bytes
import CDescriptors

/// A catalog of descriptor sets, linked: every reference is followed, every feature resolved.
public struct DescriptorPool: Sendable {
  /// The linked types, the well-known ones among them.
  public let schema: Schema
  /// What was passed over: names that are declared twice, imports that nothing needs.
  public let warnings: [DescriptorFault]
  /// The files in the order of the sets; well-known ones that no set has come last.
  public let files: [DescriptorFile]

  /// Reads sets in their order; imports are followed across all of them. GRPC-1: of two definitions
  /// the first one stays. GRPC-D7: all that is broken or missing is found, not only the first.
  public static func load(
    _ sets: [DescriptorSet], limits: DescriptorLimits = DescriptorLimits()
  ) throws(DescriptorFaults) -> DescriptorPool {
    var reader = DescriptorSetReader(limits)
    for set in sets { reader.read(set) }
    reader.readKnownTypes()
    let files = reader.files
    let log = FaultLog(files, reader.faults, limit: limits.faults)
    for (file, reason) in reader.warnings { log.warn(file, nil, reason) }
    // The linker follows pointers into the memory of the files.
    let pool = withExtendedLifetime(files) { link(files, log) }
    guard log.faults.isEmpty else { throw DescriptorFaults(log.faults, isCut: log.isCut) }
    return pool
  }

  private static func link(_ files: [UnpackedFile], _ log: FaultLog) -> DescriptorPool {
    let reader = DeclarationReader(files, log)
    var linker = DescriptorLinker(files, reader.declarations, log)
    let schema = linker.link()
    linker.warnOfMissingImports()
    return DescriptorPool(schema: schema, warnings: log.warnings, files: reader.described)
  }
}
