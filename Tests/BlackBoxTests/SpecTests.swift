import DragomanTesting
import Foundation
import Testing

/// Cases as data: every file of `Fixtures/specs` and every folder of `Examples` is played against
/// the program over real sockets.
@Suite("Exchanges as data", .enabled(if: Workshop.has()))
struct SpecTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let spec: URL
    /// The configuration, where it has a file of its own.
    var configuration: URL?

    var testDescription: String { name }
  }

  static let specs: [Case] = files(in: "Fixtures/specs").map { file in
    Case(name: file.deletingPathExtension().lastPathComponent, spec: file)
  }

  /// Those that are programs of their own have a test of their own.
  static let examples: [Case] = files(in: "Examples").filter { folder in
    !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
  }.map { folder in
    let names = ["krakend.json", "krakend.yaml", "krakend.tmpl"].map { folder.appending(path: $0) }
    return Case(
      name: folder.lastPathComponent, spec: folder.appending(path: "expected.json"),
      configuration: names.first { FileManager.default.fileExists(atPath: $0.path) })
  }

  private static func files(in folder: String) -> [URL] {
    let base = Workshop.root.appending(path: folder)
    let found = try? FileManager.default.contentsOfDirectory(
      at: base, includingPropertiesForKeys: nil)
    return (found ?? []).sorted { $0.path < $1.path }
  }

  @Test("the gateway does what a spec says", arguments: specs)
  func spec(spec: Case) throws { try play(spec) }

  @Test("the gateway does what an example promises", arguments: examples)
  func example(example: Case) throws { try play(example) }

  @Test("there are specs and examples")
  func casesExist() {
    #expect(Self.specs.count >= 4)
    #expect(Self.examples.count >= 9)
    #expect(Self.examples.allSatisfy { $0.configuration != nil })
  }

  /// The variables that make a template of a configuration.
  private static let flexible = [
    "FC_ENABLE": "1", "FC_SETTINGS": "settings", "FC_PARTIALS": "partials",
    "FC_TEMPLATES": "templates",
  ]

  /// What a template takes its text from, by the path in the example's folder.
  private static func parts(beside spec: URL) throws -> [String: [UInt8]] {
    var parts: [String: [UInt8]] = [:]
    for folder in ["settings", "partials", "templates"] {
      let path = spec.deletingLastPathComponent().appending(path: folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: path.path) {
        parts["\(folder)/\(name)"] = Array(try Data(contentsOf: path.appending(path: name)))
      }
    }
    return parts
  }

  /// Whether a configuration names files of GraphQL.
  private static func namesFiles(_ configuration: [UInt8]) -> Bool {
    String(decoding: configuration, as: UTF8.self).contains(".graphql\"")
  }

  private func play(_ test: Case) throws {
    let spec = try ExchangeSpec(file: test.spec.path)
    let file = try test.configuration.map { Array(try Data(contentsOf: $0)) }
    let configuration = try #require(file ?? spec.configuration)
    let runner = try SpecRunner(spec)
    defer { runner.stop() }
    let suffix = test.configuration?.pathExtension ?? "json"
    let parts = suffix == "tmpl" ? try Self.parts(beside: test.spec) : [:]
    let gateway = try RunningGateway(
      configuration: runner.resolved(configuration), suffix: suffix,
      files: parts.mapValues(runner.resolved), environment: suffix == "tmpl" ? Self.flexible : [:],
      // Where the paths of a catalog, and those of documents, begin.
      workingFolder: spec.catalog.isEmpty && !Self.namesFiles(configuration)
        ? nil : test.spec.deletingLastPathComponent())
    defer { gateway.stop() }
    for result in runner.run(port: gateway.port) {
      for mismatch in result.mismatches {
        Issue.record("\(test.name): \(result.exchange.title): \(mismatch)")
      }
    }
    #expect(gateway.program.isRunning)
  }
}
