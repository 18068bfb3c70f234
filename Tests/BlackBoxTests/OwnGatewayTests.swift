import DragomanTesting
import Foundation
import Testing

/// The examples in Swift, which import `Dragoman` alone and see what is public: built with the
/// tests, started as programs, and held to the exchanges that they promise.
@Suite("Gateways of one's own")
struct OwnGatewayTests {
  static let examples = [
    ("20-own-gateway", "own-gateway"), ("21-custom-backend", "custom-backend"),
  ]

  /// The folder that the tests were built into, and the examples with them.
  private static let built: URL? = {
    guard let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    else { return nil }
    return URL(filePath: own).deletingLastPathComponent()
  }()

  @Test("a gateway of one's own does what its example promises", arguments: examples)
  func exchanges(folder: String, name: String) throws {
    let example = Workshop.root.appending(path: "Examples/\(folder)")
    let spec = try ExchangeSpec(file: example.appending(path: "expected.json").path)
    let runner = try SpecRunner(spec)
    defer { runner.stop() }
    let place = try Workshop.makeFolder()
    defer { try? FileManager.default.removeItem(at: place) }
    let file = place.appending(path: "krakend.json")
    let port = FreePort.next()
    let text = try String(contentsOf: example.appending(path: "krakend.json"), encoding: .utf8)
      .replacing(#""port": 8080"#, with: #""port": \#(port)"#)
    try Data(runner.resolved(Array(text.utf8))).write(to: file)
    let binary = try #require(Self.built).appending(path: name).path
    let program = try Program(binary, [file.path])
    defer { program.stop() }
    #expect(
      FreePort.wait(for: port, while: { program.isRunning }), "\(program.output)\(program.errors)")
    for result in runner.run(port: port) {
      for mismatch in result.mismatches {
        Issue.record("\(name): \(result.exchange.title): \(mismatch)")
      }
    }
    #expect(program.isRunning)
    #expect(program.stop() == 0)
  }

  @Test("a gateway of one's own takes less than 40 lines")
  func length() throws {
    let file = Workshop.root.appending(path: "Examples/20-own-gateway/Sources/main.swift")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count < 40)
  }
}
