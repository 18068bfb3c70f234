import Foundation

/// A program that runs: what it writes goes to files, so that no pipe can fill up.
final class Program {
  let process = Process()
  private let folder: URL

  /// Starts a program.
  init(
    _ path: String, _ arguments: [String], in directory: URL? = nil,
    environment: [String: String] = [:]
  ) throws {
    folder = try Workshop.makeFolder()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = directory ?? folder
    // What would change configurations is taken from the test alone.
    let inherited = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("FC_") && !name.hasPrefix("KRAKEND_")
    }
    process.environment = inherited.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.file(folder.appending(path: "out"))
    process.standardError = try Self.file(folder.appending(path: "err"))
    try process.run()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static func file(_ path: URL) throws -> FileHandle {
    try Data().write(to: path)
    return try FileHandle(forWritingTo: path)
  }

  var isRunning: Bool { process.isRunning }

  /// What it wrote to its standard output so far.
  var output: String { text("out") }

  /// What it wrote to its standard error so far.
  var errors: String { text("err") }

  private func text(_ name: String) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }

  /// Sends a signal.
  func send(signal number: Int32) { kill(process.processIdentifier, number) }

  /// Waits for the end; returns the exit status.
  @discardableResult
  func end() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Asks it to end and waits.
  @discardableResult
  func stop() -> Int32 {
    if process.isRunning { process.terminate() }
    return end()
  }

  /// Runs a program to its end.
  static func run(_ tool: String, _ arguments: [String]) throws -> Program {
    let program = try Program(Workshop.path(of: tool) ?? tool, arguments)
    program.end()
    return program
  }
}
