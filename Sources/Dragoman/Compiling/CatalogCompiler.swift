import Configuration
import Protobuf

/// `grpc.catalog` → the schema that all gRPC backends are compiled with.
enum CatalogCompiler {
  /// The schema; nil, and the reasons, if the catalog cannot be used.
  static func schema(
    _ configuration: GRPCConfiguration
  ) -> (schema: Schema?, diagnostics: [Diagnostic]) {
    let read = CatalogFiles(configuration.catalog, embedded: configuration.embedded)
    guard read.diagnostics.isEmpty else { return (nil, read.diagnostics) }
    let places = Dictionary(read.files.map { ($0.path, $0.location) }) { first, _ in first }
    let fallback = configuration.catalog.first?.location
    func diagnostic(_ fault: DescriptorFault, _ severity: Diagnostic.Severity) -> Diagnostic? {
      (places[fault.set] ?? fallback).map { Diagnostic(severity, at: $0, "\(fault)") }
    }
    do throws(DescriptorFaults) {
      let pool = try DescriptorPool.load(
        read.files.map { DescriptorSet(name: $0.path, bytes: $0.bytes) })
      return (pool.schema, pool.warnings.compactMap { diagnostic($0, .warning) })
    } catch {
      return (nil, error.faults.compactMap { diagnostic($0, .error) })
    }
  }
}
