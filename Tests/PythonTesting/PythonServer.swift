public import Foundation
import Synchronization

/// A server that is none of ours, a script of `Tests/Tools`, in a process of its own. Its first
/// line is `port NUMBER`, each other tells of something that a test may wait for. It ends with the
/// process of the tests.
public final class PythonServer: Sendable {
  /// The folder of `Package.swift`.
  public static let root = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let lines = Mutex<Set<String>>([])
  private let changed = NSCondition()

  /// Starts one and waits until it listens.
  public init(_ script: PythonScript, _ arguments: [String] = []) throws {
    process.executableURL = URL(filePath: script.python ?? "python3")
    let path = Self.root.appending(path: "Tests/Tools/\(script.name)").path
    process.arguments = [path] + arguments
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
  public var port: UInt16 { portLine.flatMap { UInt16($0.dropFirst(5)) } ?? 0 }

  /// `127.0.0.1:PORT`
  public var authority: String { "127.0.0.1:\(port)" }

  private var portLine: String? {
    lines.withLock { lines in lines.first { $0.hasPrefix("port ") } }
  }

  /// Waits for a report; false if it does not come in so many seconds.
  public func reports(_ words: String, within seconds: Double = 30) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    changed.lock()
    defer { changed.unlock() }
    while !hasReported(words) {
      guard changed.wait(until: end) else { return false }
    }
    return true
  }

  /// Whether it has reported something.
  public func hasReported(_ words: String) -> Bool { lines.withLock { $0.contains(words) } }

  /// Lets what waits under a tag go on, so many times.
  public func go(_ tag: String, times: Int = 1) {
    let text = String(repeating: "go \(tag)\n", count: times)
    try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
  }

  /// Ends it.
  public func stop() {
    try? input.fileHandleForWriting.write(contentsOf: Data("stop\n".utf8))
    process.waitUntilExit()
  }
}
