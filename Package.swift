// swift-tools-version: 6.2
import PackageDescription

/// Set by `Tests/Fuzzing/run` and `coverage`, never otherwise: everything is instrumented.
let fuzzing = Context.environment["DRAGOMAN_FUZZ"]
let sanitizers =
  switch fuzzing {
  case nil: [String]()
  case "coverage": ["-sanitize=fuzzer", "-profile-generate", "-profile-coverage-mapping"]
  default: ["-sanitize=fuzzer,address"]
  }
let sanitizing: [SwiftSetting] = sanitizers.isEmpty ? [] : [.unsafeFlags(sanitizers)]

/// The itinerary of a request, drawn as targets. Who may import whom is fixed here and held by
/// `Tests/RepositoryTests/ImportTableTests.swift`.
let settings: [SwiftSetting] =
  sanitizing + [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
  ]

/// One stage of the itinerary.
func stage(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// One test bundle; its folder has the same name.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The properties that a parser keeps whatever it is fed: a library that its tests replay inputs
/// with, and, when fuzzing, the executable that looks for inputs which break them.
func fuzz(_ name: String, _ dependencies: [Target.Dependency]) -> [Target] {
  let properties: Target = .target(
    name: "\(name)Fuzzing", dependencies: dependencies, path: "Tests/Fuzzing/\(name)",
    exclude: ["Entry"], swiftSettings: settings)
  let entry: Target = .executableTarget(
    name: "Fuzz\(name)", dependencies: ["FuzzDriver", .target(name: "\(name)Fuzzing")],
    path: "Tests/Fuzzing/\(name)/Entry", swiftSettings: settings,
    // The default linker, gold, breaks on instrumented objects.
    linkerSettings: [.unsafeFlags(sanitizers + ["-use-ld=lld"])])
  return fuzzing == nil ? [properties] : [properties, entry]
}

/// A program of somebody else's, as far as that can be had inside of this package: it sees what is
/// public, imports `Dragoman` alone, and has none of our settings. The manifest that stands beside
/// it is the one that others write; `make examples` builds with that.
func example(_ folder: String, _ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["Dragoman"], path: "Examples/\(folder)/Sources",
    packageAccess: false)
}

/// libFuzzer's loop, which only an instrumented executable can link.
let fuzzDriver: [Target] =
  fuzzing == nil ? [] : [.target(name: "FuzzDriver", path: "Tests/Fuzzing/Driver")]

/// What every stage above `Messages` may use.
let values: [Target.Dependency] = ["Bytes", "Document", "Messages"]

let package = Package(
  name: "dragoman",
  products: [
    .library(name: "Dragoman", targets: ["Dragoman"]),
    .library(name: "DragomanTesting", targets: ["DragomanTesting"]),
    .executable(name: "dragoman", targets: ["DragomanCommand"]),
  ],
  targets: [
    // C libraries of the system, and what Swift cannot import from C headers.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CProtobufC", providers: [.apt(["libprotobuf-c-dev"])]),
    // What `Tests/Tools/descriptors` makes of Protos/.
    .target(name: "CDescriptors", dependencies: ["CProtobufC"]),
    .systemLibrary(
      name: "CNghttp2", pkgConfig: "libnghttp2", providers: [.apt(["libnghttp2-dev"])]),
    // Opened at run time, where TLS is spoken: nothing to link.
    .target(name: "COpenSSL"),
    .target(name: "CShims"),

    // Values: pure, no I/O.
    stage("Bytes", ["CShims"]),
    stage("Document", ["Bytes"]),
    stage("Messages", ["Bytes"]),

    // The itinerary.
    stage("Network", ["CShims", "COpenSSL"] + values),
    stage("HTTP", ["Network", "CZlib", "CNghttp2"] + values),
    stage("Encodings", ["CXML2", "CYAML"] + values),
    stage("Templates", ["Bytes", "Document"]),
    stage("Configuration", ["Encodings", "Templates"] + values),
    stage("Routing", values),
    stage("Shaping", values),
    stage("Protobuf", ["Bytes", "Document", "CDescriptors", "CProtobufC", "CShims"]),
    stage("GraphQL", ["Bytes", "Document"]),
    stage("Endpoints", ["Shaping"] + values),
    stage("Upstreams", ["Endpoints", "HTTP", "Network"] + values),
    stage("HTTPBackend", ["Upstreams", "Endpoints", "HTTP", "Network", "Encodings"] + values),
    stage(
      "GRPCBackend",
      ["Protobuf", "Shaping", "Upstreams", "Endpoints", "HTTP", "Network", "Encodings"] + values),
    stage("GraphQLBackend", ["GraphQL", "HTTPBackend", "Endpoints"] + values),

    // The composition root, the command, and the tests' tool box.
    stage(
      "Dragoman",
      [
        "Configuration", "Routing", "Shaping", "Endpoints", "Upstreams", "HTTPBackend",
        "GRPCBackend", "GraphQLBackend", "Protobuf", "GraphQL", "Encodings", "HTTP", "Network",
      ] + values),
    .executableTarget(
      name: "DragomanCommand",
      dependencies: [
        "Dragoman", "DragomanTesting", "Configuration", "Network", "Templates", "Protobuf",
        "GRPCBackend", "GraphQL", "HTTP",
      ] + values,
      swiftSettings: settings),
    stage(
      "DragomanTesting",
      ["Dragoman", "Network", "HTTP", "Protobuf", "GRPCBackend"] + values),

    example("20-own-gateway", "own-gateway"),
    example("21-custom-backend", "custom-backend"),

    tests("DocumentTests", ["Document", "FuzzReplay", "DocumentFuzzing", "Bytes"]),
    tests("ShapingTests", ["Shaping", "ShapingFuzzing", "Document", "Bytes"]),
    tests("RoutingTests", ["Routing", "RoutingFuzzing", "Messages", "Bytes"]),
    tests(
      "EndpointsTests",
      [
        "Endpoints", "CallsFuzzing", "ReferencesFuzzing", "Routing", "Shaping", "Document",
        "Messages", "Bytes",
      ]),
    tests(
      "EncodingsTests",
      [
        "Encodings", "FuzzReplay", "XMLFuzzing", "FeedFuzzing", "YAMLFuzzing", "Document", "Bytes",
      ]),
    tests(
      "ProtobufTests",
      [
        "Protobuf", "FuzzReplay", "DescriptorsFuzzing", "HTTPRulesFuzzing", "WireToJSONFuzzing",
        "JSONToWireFuzzing", "Document", "Bytes",
      ]),
    tests(
      "GraphQLTests",
      ["GraphQL", "GraphQLDocumentsFuzzing", "GraphQLVariablesFuzzing", "Document", "Bytes"]),
    tests(
      "GraphQLBackendTests",
      ["GraphQLBackend", "GraphQL", "Endpoints", "Document", "Messages", "Bytes"]),
    tests("RepositoryTests", []),
    tests("DragomanTestingTests", ["DragomanTesting", "Document"]),
    tests("BlackBoxTests", ["DragomanTesting", "TLSTesting", "PythonTesting"]),
    tests(
      "DragomanTests",
      [
        "Dragoman", "DragomanTesting", "Configuration", "Network", "Protobuf", "GraphQL",
        "Document", "SocketTesting", "TLSTesting", "PythonTesting",
      ]),
    // What the fuzzers keep, for tests that run it again.
    .target(name: "FuzzReplay", path: "Tests/Fuzzing/Replay", swiftSettings: settings),
    // Blocking sockets that tests drive by hand.
    .target(
      name: "SocketTesting", dependencies: ["Network"], path: "Tests/SocketTesting",
      swiftSettings: settings),
    // Servers that are none of ours, in Python.
    .target(name: "PythonTesting", path: "Tests/PythonTesting", swiftSettings: settings),
    // Servers with TLS: these link OpenSSL, the gateway opens it when it is needed.
    .target(
      name: "TLSTesting", dependencies: ["COpenSSL", "SocketTesting"], path: "Tests/TLSTesting",
      swiftSettings: settings, linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),
    tests(
      "NetworkTests", ["Network", "ServiceAnswerFuzzing", "SocketTesting", "TLSTesting", "Bytes"]),
    tests(
      "HTTP2Tests",
      [
        "HTTP", "FuzzReplay", "HTTP2ClientFuzzing", "Network", "DragomanTesting", "SocketTesting",
        "Messages",
        "Bytes",
      ]),
    tests("HTTPTests", ["HTTP", "Network", "SocketTesting", "TLSTesting", "Messages", "Bytes"]),
    tests(
      "HTTPBackendTests",
      [
        "HTTPBackend", "Upstreams", "RedirectFuzzing", "Endpoints", "HTTP", "Network",
        "SocketTesting", "TLSTesting", "CZlib", "Document", "Messages", "Bytes",
      ]),
    tests(
      "GRPCBackendTests",
      [
        "GRPCBackend", "FuzzReplay", "GRPCFramingFuzzing", "Dragoman", "DragomanTesting",
        "SocketTesting", "PythonTesting",
        "TLSTesting", "Protobuf", "Endpoints", "HTTP", "Network", "Document", "Messages", "Bytes",
      ]),
    tests("TemplatesTests", ["Templates", "FuzzReplay", "TemplatesFuzzing", "Bytes"]),
    tests("BytesTests", ["Bytes"]),
    tests("MessagesTests", ["Messages", "Bytes"]),
    tests("ConfigurationTests", ["Configuration", "FuzzReplay", "ConfigurationFuzzing", "Bytes"]),
    tests(
      "HTTP1Tests",
      [
        "HTTP", "FuzzReplay", "HTTP1RequestFuzzing", "HTTP1ResponseFuzzing", "CZlib", "Messages",
        "Bytes",
      ]),
  ]
    + fuzzDriver
    + fuzz("Document", ["Document", "Bytes"])
    + fuzz("XML", ["Encodings", "Document", "Bytes"])
    + fuzz("Feed", ["Encodings", "Document", "Bytes"])
    + fuzz("YAML", ["Encodings", "Document", "Bytes"])
    + fuzz("Shaping", ["Shaping", "Document", "Bytes"])
    + fuzz("Routing", ["Routing", "Messages", "Bytes"])
    + fuzz("Templates", ["Templates", "Bytes"])
    + fuzz("Descriptors", ["Protobuf", "Bytes"])
    + fuzz("HTTPRules", ["Protobuf", "Routing", "Messages", "Bytes"])
    + fuzz("WireToJSON", ["Protobuf", "Document", "Bytes"])
    + fuzz("JSONToWire", ["WireToJSONFuzzing", "Protobuf", "Document", "Bytes"])
    + fuzz("GraphQLDocuments", ["GraphQL", "Document", "Bytes"])
    + fuzz("GraphQLVariables", ["GraphQL", "Document", "Bytes"])
    + fuzz("Configuration", ["Configuration", "Document", "Bytes"])
    + fuzz("ServiceAnswer", ["Network", "Bytes"])
    + fuzz("Redirect", ["HTTPBackend", "Messages", "Bytes"])
    + fuzz("Calls", ["Endpoints", "Messages", "Bytes"])
    + fuzz("References", ["CallsFuzzing", "Endpoints", "Document", "Messages", "Bytes"])
    + fuzz("HTTP2Client", ["HTTP", "Messages", "Bytes"])
    + fuzz("GRPCFraming", ["GRPCBackend", "Messages", "Bytes"])
    + fuzz("HTTP1Request", ["HTTP", "Messages", "Bytes"])
    + fuzz("HTTP1Response", ["HTTP", "Messages", "Bytes"])
)
