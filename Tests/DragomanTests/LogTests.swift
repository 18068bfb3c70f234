import Dragoman
import Foundation
import Testing

@Suite("The log")
struct LogTests {
  @Test(
    "an entry is one line, whatever the message holds", arguments: ["a\nb", "a\r\nb", "a\u{0}b"])
  func oneLine(message: String) throws {
    let file = try LogFile()
    let log = Log(level: .debug, output: file.output)
    log.write(.error, message, [("field", message)])
    #expect(file.lines.count == 1)
    #expect(file.lines[0].unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  @Test("entries below the level are not written, those at and above are")
  func levels() throws {
    let file = try LogFile()
    let log = Log(level: .warning, output: file.output)
    for level in LogLevel.allCases { log.write(level, level.name) }
    #expect(file.lines.count == 3)
    #expect(file.lines.map { $0.split(separator: " ")[1] } == ["WARNING", "ERROR", "CRITICAL"])
  }

  @Test("as JSON, each line is one object with time, level, message and fields")
  func json() throws {
    let file = try LogFile()
    let log = Log(level: .debug, format: .json, prefix: "[KRAKEND]", output: file.output)
    log.write(.info, "a \"quoted\"\nmessage", [("endpoint", "/a")])
    let line = try #require(file.lines.first)
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
    #expect(value?["level"] == "INFO")
    #expect(value?["message"] == "a \"quoted\"\nmessage")
    #expect(value?["endpoint"] == "/a")
    #expect(value?["prefix"] == "[KRAKEND]")
    #expect(value?["time"]?.hasSuffix("Z") == true)
  }

  @Test("names of levels are read in any case")
  func names() {
    #expect(LogLevel("warning") == .warning)
    #expect(LogLevel("DEBUG") == .debug)
    #expect(LogLevel("loud") == nil)
  }
}
