import Foundation
import Testing

/// The program under test, serving a configuration.
final class RunningGateway {
  let port = FreePort.next()
  let program: Program
  private let folder: URL

  /// Starts the gateway and waits until it accepts connections. `files` lie beside the
  /// configuration, in whose folder the program runs unless another is named.
  init(
    configuration: [UInt8], suffix: String = "json", options: [String] = [],
    files: [String: [UInt8]] = [:], environment: [String: String] = [:],
    workingFolder: URL? = nil
  ) throws {
    folder = try Workshop.makeFolder()
    for (name, bytes) in files.merging(
      ["krakend.\(suffix)": configuration], uniquingKeysWith: { $1 })
    {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    let binary = try #require(Workshop.binary)
    let file = folder.appending(path: "krakend.\(suffix)").path
    let program = try Program(
      binary, ["run", "-c", file, "-p", "\(port)"] + options, in: workingFolder ?? folder,
      environment: environment)
    self.program = program
    guard FreePort.wait(for: port, while: { program.isRunning }) else {
      program.stop()
      throw GatewayDidNotStart(output: program.output + program.errors)
    }
  }

  convenience init(_ configuration: String) throws {
    try self.init(configuration: Array(configuration.utf8))
  }

  var url: String { "http://127.0.0.1:\(port)" }

  /// Ends the gateway; returns its exit status.
  @discardableResult
  func stop() -> Int32 {
    let status = program.stop()
    try? FileManager.default.removeItem(at: folder)
    return status
  }

  /// Does something while the gateway runs.
  static func with<Result>(
    _ configuration: String, _ body: (RunningGateway) throws -> Result
  ) throws -> Result {
    let gateway = try RunningGateway(configuration)
    defer { gateway.stop() }
    return try body(gateway)
  }
}

struct GatewayDidNotStart: Error { let output: String }
