import Foundation
import Messages
import Testing

@testable import Endpoints

@Suite struct RecordedCallsTests {
  private typealias Object = [String: Any]

  private static let shared: URL = {
    let environment = ProcessInfo.processInfo.environment["DRAGOMAN_SHARED"]
    let repository = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    return environment.map { URL(filePath: $0) }
      ?? repository.deletingLastPathComponent().appending(path: "shared")
  }()

  @Test(
    "EP-*, URL-*, HDR-*, QRY-*, IP-*, RSP-8, RSP-9, RSP-12: what was recorded comes out again",
    arguments: [
      ("routing", 28), ("routing-disable-rest", 2), ("router-options", 2),
      ("router-no-repairs", 2), ("router-only-slash-off", 1), ("url-pattern", 9), ("headers", 20),
      ("query", 14), ("client-ip-trusted", 2), ("bodies", 13), ("no-op", 20),
    ])
  func recorded(group: String, least: Int) throws {
    let file = Self.shared.appending(path: "suites/oracle/cases/\(group).json")
    guard let data = try? Data(contentsOf: file) else {
      print("skipped: \(file.path()) is not there")
      return
    }
    let suite = try #require(JSONSerialization.jsonObject(with: data) as? Object)
    let config = suite["config"] as? Object ?? [:]
    var count = 0
    for entry in suite["cases"] as? [Object] ?? [] {
      guard !(entry["tags"] as? [String] ?? []).contains("accident"), entry["config"] == nil,
        let endpoints = entry["endpoints"] as? [Object]
      else { continue }
      let calls = RecordedCalls(endpoints, config: config)
      for step in entry["steps"] as? [Object] ?? [entry] {
        if try compare(step, calls, "\(group)/\(entry["name"] ?? "")") { count += 1 }
      }
    }
    print("\(group): \(count) recorded requests")
    #expect(count >= least)
  }

  /// Whether there was anything to compare: requests of one line each whose calls all happened.
  private func compare(_ step: Object, _ calls: RecordedCalls, _ name: String) throws -> Bool {
    guard let request = step["request"] as? Object, let expect = step["expect"] as? Object,
      let status = expect["status"] as? Int, let outcome = try calls.run(request)
    else { return false }
    if outcome.status != 200 {
      #expect(outcome.status == status, "\(name)")
      let headers = expect["headers"] as? Object
      for key in ["Location", "Allow"] {
        if let value = headers?[key] as? String { #expect(outcome.header == value, "\(name)") }
      }
      return true
    }
    let backend = expect["backend"] as? [Object] ?? []
    guard backend.count == outcome.targets.count else { return false }
    let lines = backend.map { "\($0["method"] ?? "") \($0["target"] ?? "")" }
    #expect(lines.sorted() == outcome.targets, "\(name)")
    for (line, call) in zip(lines, backend) {
      guard let sent = outcome.fields[line] else { continue }
      for (key, value) in call["headers"] as? Object ?? [:] {
        try compare(key, value, sent, "\(name) \(key)")
      }
    }
    return true
  }

  private func compare(
    _ key: String, _ value: Any, _ sent: HeaderFields, _ name: String
  ) throws {
    let adapters = ["Host", "Content-Length", "Transfer-Encoding"]
    guard !adapters.contains(key) else { return }
    let field = try #require(FieldName(key))
    let text = sent.firstIndex(of: field).map {
      String(decoding: sent.storage[sent.valueRange(at: $0)], as: UTF8.self)
    }
    #expect(text == value as? String, "\(name)")
  }
}
