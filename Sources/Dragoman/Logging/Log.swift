import Bytes
import Document
import Network

/// The log: one entry a line, as text or as JSON, written by a thread of its own.
public final class Log: Sendable {
  /// What a line looks like.
  public enum Format: Sendable { case text, json }

  /// Entries below this level are not written.
  public let level: LogLevel
  /// What a line looks like.
  public let format: Format
  private let prefix: String
  private let output: any LogSink

  /// Makes a log that writes to a file, or whatever takes lines.
  public init(level: LogLevel, format: Format = .text, prefix: String = "", output: any LogSink) {
    self.level = level
    self.format = format
    self.prefix = prefix
    self.output = output
  }

  /// Writes an entry if its level is high enough. `fields` are told beside the message, in order.
  public func write(
    _ level: LogLevel, _ message: @autoclosure () -> String,
    _ fields: @autoclosure () -> [(String, String)] = []
  ) {
    guard level >= self.level else { return }
    var line: [UInt8] = []
    switch format {
    case .text: appendText(level, message(), fields(), to: &line)
    case .json: appendJSON(level, message(), fields(), to: &line)
    }
    line.append(ASCII.lineFeed)
    output.write(line)
  }

  /// Hands over lines that are complete: the access log's.
  func write(lines: [UInt8]) { output.write(lines) }

  /// Waits until all is written.
  public func flush() { output.flush() }

  private func appendText(
    _ level: LogLevel, _ message: String, _ fields: [(String, String)], to line: inout [UInt8]
  ) {
    WallClock.appendNow(to: &line)
    line.append(contentsOf: " \(level.name) ".utf8)
    if !prefix.isEmpty { line.append(contentsOf: "\(prefix) ".utf8) }
    // A message may quote what a peer sent: a line break in it must not make a second entry.
    line.append(contentsOf: message.utf8.map { $0 < 0x20 || $0 == 0x7F ? ASCII.space : $0 })
    for (name, value) in fields {
      line.append(contentsOf: " \(name)=".utf8)
      JSONWriter.append(string: Array(value.utf8), to: &line)
    }
  }

  private func appendJSON(
    _ level: LogLevel, _ message: String, _ fields: [(String, String)], to line: inout [UInt8]
  ) {
    line.append("{\"time\":\"")
    WallClock.appendNow(to: &line)
    line.append(contentsOf: "\",\"level\":\"\(level.name)\",\"message\":".utf8)
    JSONWriter.append(string: Array(message.utf8), to: &line)
    for (name, value) in prefix.isEmpty ? fields : [("prefix", prefix)] + fields {
      line.append(ASCII.comma)
      JSONWriter.append(string: Array(name.utf8), to: &line)
      line.append(ASCII.colon)
      JSONWriter.append(string: Array(value.utf8), to: &line)
    }
    line.append(0x7D)
  }
}
