/// Who may import whom: the itinerary of `Docs/architecture.md` as data.
enum ImportTable {
  /// The values that travel; open to every target above them.
  private static let values: Set<String> = ["Bytes", "Document", "Messages"]

  /// The stages, for the composition root.
  private static let stages: Set<String> = [
    "Network", "HTTP", "Encodings", "Configuration", "Routing", "Shaping", "Endpoints",
    "Upstreams", "HTTPBackend", "GRPCBackend", "GraphQLBackend", "Protobuf", "GraphQL",
  ]

  /// For each target, the modules that its files may import.
  static let allowed: [String: Set<String>] = [
    "Bytes": ["CShims"],
    "Document": ["Bytes"],
    "Messages": ["Bytes"],
    "Network": values.union(["CShims", "COpenSSL", "Glibc", "Synchronization"]),
    "HTTP": values.union(["Network", "CZlib", "CNghttp2", "Glibc"]),
    "Encodings": values.union(["CXML2", "CYAML"]),
    "Templates": ["Bytes", "Document", "Glibc"],
    "Configuration": values.union(["Encodings", "Glibc", "Templates"]),
    "Routing": values,
    "Protobuf": [
      "Bytes", "Document", "CDescriptors", "CProtobufC", "CShims", "Synchronization",
    ],
    "GraphQL": ["Bytes", "Document"],
    "Shaping": values,
    "Endpoints": values.union(["Shaping"]),
    "Upstreams": values.union(["Endpoints", "HTTP", "Network", "Synchronization"]),
    "HTTPBackend": values.union(["Upstreams", "Endpoints", "HTTP", "Encodings", "Network"]),
    "GRPCBackend": values.union([
      "Protobuf", "Shaping", "Upstreams", "Endpoints", "HTTP", "Encodings", "Network",
      "Synchronization",
    ]),
    "GraphQLBackend": values.union(["GraphQL", "HTTPBackend", "Endpoints"]),
    "Dragoman": values.union(stages).union(["Synchronization"]),
    "DragomanTesting": values.union([
      "Dragoman", "Network", "HTTP", "Protobuf", "GRPCBackend", "Synchronization",
    ]),
    "DragomanCommand": values.union([
      "Dragoman", "DragomanTesting", "Configuration", "Network", "Templates", "Glibc",
      "Protobuf", "GRPCBackend", "GraphQL", "HTTP",
    ]),
  ]

  /// Folders with a stricter rule than their target's: protocol machines do no I/O.
  static let machineFolders: [String: Set<String>] = [
    "Sources/HTTP/HTTP1/": values,
    "Sources/HTTP/HTTP2/": values.union(["CNghttp2"]),
  ]

  /// What a file may import.
  static func allowed(for file: SourceFile) -> Set<String>? {
    for (folder, modules) in machineFolders where file.path.hasPrefix(folder) { return modules }
    return allowed[file.target]
  }
}
