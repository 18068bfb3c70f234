import Configuration
import Dragoman
import Protobuf

/// A catalog that a caller names, by files and folders or by a configuration.
struct GRPCCatalog {
  /// As the caller or the configuration wrote them.
  let paths: [String]
  let schema: Schema

  init(_ words: [String], _ options: Invocation.GRPCOptions) throws(Invocation.Mistake) {
    let entries = try Self.entries(words, options)
    paths = entries.map(\.text)
    let read = CatalogFiles(entries)
    guard read.diagnostics.isEmpty else {
      throw Invocation.Mistake(text: read.diagnostics.map(\.message).joined(separator: "\n"))
    }
    do throws(DescriptorFaults) {
      let sets = read.files.map { DescriptorSet(name: $0.path, bytes: $0.bytes) }
      let pool = try DescriptorPool.load(sets)
      for warning in pool.warnings { _ = Console.complain("warning: \(warning)", status: 0) }
      schema = pool.schema
    } catch {
      throw Invocation.Mistake(text: "the catalog cannot be used:\n\(error)")
    }
  }

  private static func entries(
    _ words: [String], _ options: Invocation.GRPCOptions
  ) throws(Invocation.Mistake) -> [WrittenText] {
    guard let file = options.config else {
      guard !words.isEmpty else {
        throw Invocation.Mistake(
          text: "say which catalog: a file with descriptors, a folder of such, or -c FILE")
      }
      return words.map {
        WrittenText(text: $0, location: SourceLocation(file: $0, line: 1, column: 1))
      }
    }
    guard words.isEmpty else {
      throw Invocation.Mistake(text: "'\(words[0])': with -c the catalog is the configuration's")
    }
    let options = ReadingOptions(allowUnsupported: true, environment: Environment.variables)
    let loaded = LoadedConfiguration(file: file, options: options)
    guard let configuration = loaded.configuration else {
      throw Invocation.Mistake(text: loaded.summary)
    }
    let catalog = configuration.grpc.catalog
    guard !catalog.isEmpty else {
      throw Invocation.Mistake(text: "'\(file)' has no `catalog` under `grpc` in `extra_config`")
    }
    return catalog
  }
}
