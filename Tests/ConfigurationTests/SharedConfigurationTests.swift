import Configuration
import Foundation
import Testing

/// Configurations that others wrote: each is read without an error, or is refused as it should be.
@Suite("Configurations of the suites beside the repository")
struct SharedConfigurationTests {
  typealias Object = [String: Any]

  private func file(_ path: String) throws -> Data? {
    let file = SharedFiles.shared.appending(path: path)
    guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else {
      print("skipped: \(path) is not beside this repository")
      return nil
    }
    return try Data(contentsOf: file)
  }

  private func files(in folder: String) throws -> [URL] {
    let folder = SharedFiles.shared.appending(path: folder)
    guard FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) else {
      print("skipped: \(folder.lastPathComponent) is not beside this repository")
      return []
    }
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
  }

  /// The text that a runner would write, with addresses in the places of their names.
  private func text(_ configuration: Object, folder: String = "/tmp") throws -> String {
    let data = try JSONSerialization.data(withJSONObject: configuration)
    var text = String(decoding: data, as: UTF8.self)
    for (name, value) in [
      ("backend", "127.0.0.1:8081"), ("gateway", "127.0.0.1:8080"),
      ("dead", "127.0.0.1:65000"), ("dir", folder),
    ] {
      text = text.replacing("{\(name)}", with: value)
    }
    return text.replacing("\"{port}\"", with: "8080")
  }

  @Test("the configuration of KrakenD's own tests has no mistake")
  func krakendSpecs() throws {
    guard let data = try file("suites/krakend-specs/krakend.json") else { return }
    let reading = Reading(String(decoding: data, as: UTF8.self), allowUnsupported: true)
    #expect(reading.configuration?.endpoints.count ?? 0 > 30)
    #expect(reading.diagnostics.filter { $0.category == .unknownKey } == [])
  }

  @Test("the configurations of the measuring rig have no mistake")
  func rig() throws {
    for file in try files(in: "rig/krakend-configs") {
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      let reading = Reading(text, allowUnsupported: true)
      #expect(reading.configuration != nil, "\(file.lastPathComponent): \(reading.lines)")
      #expect(reading.diagnostics.filter { $0.category == .unknownKey } == [])
    }
  }

  @Test("every configuration of the recorded cases that starts there is read here")
  func oracle() throws {
    for file in try files(in: "suites/oracle/cases") where file.lastPathComponent != "start.json" {
      let group = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? Object ?? [:]
      let service = group["config"] as? Object ?? [:]
      for test in group["cases"] as? [Object] ?? [] where !Self.isRefusedHere(test) {
        var configuration = test["config"] as? Object ?? service
        if test["config"] == nil { configuration["endpoints"] = test["endpoints"] }
        let reading = Reading(try text(configuration), allowUnsupported: true)
        let name = "\(file.lastPathComponent) \(test["name"] ?? "")"
        #expect(reading.errors == [], "\(name): \(reading.lines)")
        #expect(reading.diagnostics.filter { $0.category == .unknownKey } == [], "\(name)")
      }
    }
  }

  /// GQL-1: what the reference passes over in silence, and calls the backend by plain HTTP.
  private static func isRefusedHere(_ test: Object) -> Bool {
    let tags = test["tags"] as? [String] ?? []
    return test["rule"] as? String == "GQL-1" && tags.contains("accident")
  }

  /// A folder with the files of a case.
  private static func folder(of test: Object) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "dragoman-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in test["files"] as? [String: String] ?? [:] {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    return folder
  }

  @Test("what the reference refuses at start is refused, what it starts with is read")
  func start() throws {
    guard let data = try file("suites/oracle/cases/start.json") else { return }
    let group = try JSONSerialization.jsonObject(with: data) as? Object ?? [:]
    // Two endpoints of one route are found when routes are made; the environment and templates are
    // not read yet.
    let elsewhere = ["EP-6", "CFG-11", "CFG-12", "CFG-14"]
    var count = 0
    for test in group["cases"] as? [Object] ?? [] {
      guard !elsewhere.contains(test["rule"] as? String ?? ""), !Self.isRefusedHere(test) else {
        continue
      }
      let folder = try Self.folder(of: test)
      defer { try? FileManager.default.removeItem(at: folder) }
      let name = test["name"] as? String ?? ""
      let fileName = test["config_name"] as? String ?? "krakend.json"
      let written =
        try test["config_text"] as? String
        ?? text(test["config"] as? Object ?? [:], folder: folder.path)
      let (configuration, diagnostics) = ConfigurationReader.read(
        text: written.replacing("{backend}", with: "127.0.0.1:8081")
          .replacing("{port}", with: "8080"),
        name: fileName, format: ConfigurationReader.Format(fileName: fileName))
      #expect(
        (configuration == nil) == (test["start"] as? String == "refused"),
        "\(name): \(diagnostics.map(\.text))")
      count += 1
    }
    #expect(count > 20)
  }
}
