import Protobuf

extension ExchangeSpec {
  /// The types of its gRPC backends.
  func schema() throws(SpecError) -> Schema {
    var sets: [DescriptorSet] = []
    for path in catalog {
      guard let bytes = descriptors[path] else {
        throw SpecError(pointer: "/grpc/catalog", reason: "\(path) was not read")
      }
      sets.append(DescriptorSet(name: path, bytes: bytes))
    }
    do throws(DescriptorFaults) {
      return try DescriptorPool.load(sets).schema
    } catch {
      throw SpecError(pointer: "/grpc/catalog", reason: "\(error)")
    }
  }
}
