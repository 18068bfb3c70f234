import Bytes
import CDescriptors

/// Takes sets apart into files. Of a file that several sets have, the first stays (GRPC-1).
struct DescriptorSetReader {
  private(set) var files: [UnpackedFile] = []
  private(set) var faults: [DescriptorFault] = []
  /// A file by its place in the list, and what is to be said of it.
  private(set) var warnings: [(file: Int, reason: String)] = []
  private var indexes: [String: Int] = [:]
  private var bytes: Int
  private var scan: WireScan
  private var arena: Arena

  init(_ limits: DescriptorLimits) {
    bytes = limits.bytes
    scan = WireScan(depth: limits.depth, nodes: limits.nodes)
    arena = Arena(limit: limits.memory)
  }

  mutating func read(_ set: DescriptorSet) {
    guard set.bytes.count <= bytes else {
      return fault(set, "is too large: all sets together may have so many bytes, \(bytes) are left")
    }
    bytes -= set.bytes.count
    do throws(WireError) {
      let ranges = try set.files()
      if ranges.isEmpty { fault(set, "holds no file: is it a descriptor set?") }
      for (index, range) in ranges.enumerated() { read(set, index, range, isBuiltIn: false) }
    } catch {
      fault(set, "is no descriptor set: \(Self.text(of: error))")
    }
  }

  /// The well-known types, for catalogs that were made without `--include_imports`. They come last,
  /// and are no part of what the limits are about.
  mutating func readKnownTypes() {
    scan = WireScan(depth: 100, nodes: 1 << 16)
    arena = Arena(limit: 1 << 24)
    // Unsafe: a constant array of C and its size.
    let bytes = Array(
      UnsafeBufferPointer(
        start: dragoman_known_types_first(), count: Int(dragoman_known_types_size)))
    let set = DescriptorSet(name: "well-known types", bytes: bytes)
    let ranges = (try? set.files()) ?? []
    for (index, range) in ranges.enumerated() { read(set, index, range, isBuiltIn: true) }
  }

  private mutating func read(
    _ set: DescriptorSet, _ index: Int, _ range: Range<Int>, isBuiltIn: Bool
  ) {
    let prepared: [UInt8]?
    do throws(WireError) {
      prepared = try scan.prepare(set.bytes.span, range, dragoman_file_table())
    } catch {
      return fault(set, "is broken in its file \(index + 1): \(Self.text(of: error))")
    }
    let file = UnpackedFile(
      prepared, set.bytes[range], set: set.name, isBuiltIn: isBuiltIn, arena)
    guard let file else {
      return fault(
        set, "is broken in its file \(index + 1): a value has the wrong wire type, or is too large")
    }
    guard !file.name.isEmpty else {
      return fault(set, "is broken in its file \(index + 1): the file has no name")
    }
    guard let first = indexes[file.name] else {
      indexes[file.name] = files.count
      return files.append(file)
    }
    if !isBuiltIn, files[first].bytes != file.bytes {
      warnings.append((first, "is in \(set.name) too, which says something else and is not used"))
    }
  }

  private mutating func fault(_ set: DescriptorSet, _ reason: String) {
    faults.append(DescriptorFault(set: set.name, reason: reason))
  }

  private static func text(of error: WireError) -> String {
    switch error {
    case .truncated: "it ends in the middle of a value"
    case .badVarint: "a number is longer than 64 bits"
    case .badTag: "a tag has no field number or no known wire type"
    case .unbalancedGroup: "a group ends that did not begin"
    case .tooDeep: "messages are nested too deep"
    case .tooManyNodes: "there are too many descriptors"
    case .repeatedMessage: "options stand twice"
    }
  }
}
