import Foundation
import Synchronization

/// A gRPC server that is none of ours (`Tests/Tools/grpc-server`), in a process of its own. It ends
/// with the process of the tests.
final class RealServer: Sendable {
  /// The folder of `Package.swift`.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  /// The descriptors of what it serves.
  static let catalog = root.appending(path: "Fixtures/descriptors/trial.pb").path
  /// One in clear text that tests share: calls are told apart by their tags.
  static let shared = try? RealServer()

  /// A Python that has grpcio: what DRAGOMAN_PYTHON names, the tests' own, or the system's.
  private static let python: String? = {
    let own = root.appending(path: ".venv/bin/python").path
    let named = ProcessInfo.processInfo.environment["DRAGOMAN_PYTHON"]
    return [named, own, "/usr/bin/python3"].compactMap { $0 }.first { runs($0) }
  }()

  /// Whether there is one; prints what is not.
  static let isThere: Bool = {
    if python == nil { print("skipped: no Python with grpcio is there (make test installs it)") }
    return python != nil
  }()

  private static func runs(_ path: String) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-c", "import grpc.aio, google.protobuf, grpc_reflection"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let lines = Mutex<Set<String>>([])
  private let changed = NSCondition()

  /// Starts one and waits until it listens.
  init(_ arguments: [String] = []) throws {
    process.executableURL = URL(filePath: Self.python ?? "python3")
    let script = Self.root.appending(path: "Tests/Tools/grpc-server").path
    process.arguments = [script] + arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    Thread.detachNewThread { [self] in read() }
    changed.lock()
    defer { changed.unlock() }
    let end = Date(timeIntervalSinceNow: 30)
    while portLine == nil {
      guard changed.wait(until: end) else { throw CocoaError(.executableLoad) }
    }
  }

  private func read() {
    var rest: [UInt8] = []
    while true {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { break }
      rest += more
      guard let end = rest.lastIndex(of: 0x0A) else { continue }
      let whole = String(decoding: rest[..<end], as: UTF8.self).split(separator: "\n")
      rest.removeSubrange(...end)
      changed.lock()
      lines.withLock { $0.formUnion(whole.map(String.init)) }
      changed.broadcast()
      changed.unlock()
    }
  }

  /// The port that it listens on.
  var port: UInt16 { portLine.flatMap { UInt16($0.dropFirst(5)) } ?? 0 }

  /// `127.0.0.1:PORT`
  var authority: String { "127.0.0.1:\(port)" }

  private var portLine: String? {
    lines.withLock { lines in lines.first { $0.hasPrefix("port ") } }
  }

  /// Waits for a report; false if it does not come in so many seconds.
  func reports(_ words: String, within seconds: Double = 30) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    changed.lock()
    defer { changed.unlock() }
    while !hasReported(words) {
      guard changed.wait(until: end) else { return false }
    }
    return true
  }

  /// Whether it has reported something.
  func hasReported(_ words: String) -> Bool { lines.withLock { $0.contains(words) } }

  /// Lets the call of a tag send its next message.
  func go(_ tag: String, times: Int = 1) {
    let text = String(repeating: "go \(tag)\n", count: times)
    try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
  }

  /// Ends it.
  func stop() {
    try? input.fileHandleForWriting.write(contentsOf: Data("stop\n".utf8))
    process.waitUntilExit()
  }
}
