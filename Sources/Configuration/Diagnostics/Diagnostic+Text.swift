import Bytes
import Document

extension Diagnostic {
  /// One line for people and editors, control characters of the file's texts escaped:
  /// `krakend.json:12:7: error: unknown key "alow"; did you mean "allow"? (/endpoints/0/alow)`.
  public var text: String {
    var text = location.file
    if location.line > 0 { text += ":\(location.line):\(location.column)" }
    text += ": \(severity.rawValue): \(reason)"
    if !location.pointer.isEmpty { text += " (\(location.pointer))" }
    if let origin { text += " [written by \(origin.file):\(origin.line):\(origin.column)]" }
    return Diagnostic.oneLine(text)
  }

  /// The short form of the reference: `'<file>': <reason>` (CFG-2).
  public var fileAndReason: String { Diagnostic.oneLine("'\(location.file)': \(reason)") }

  private static func oneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.map { scalar in
      isControl(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }.joined()
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
      || scalar.properties.generalCategory == .lineSeparator
      || scalar.properties.generalCategory == .paragraphSeparator
  }

  /// The diagnostic as one JSON object, for `check --json`.
  public var json: [UInt8] {
    var output: [UInt8] = [0x7B]
    append("severity", severity.rawValue, to: &output)
    append("category", category.rawValue, to: &output)
    append("file", location.file, to: &output)
    append("line", location.line, to: &output)
    append("column", location.column, to: &output)
    append("pointer", location.pointer, to: &output)
    append("message", message, to: &output)
    if let suggestion { append("suggestion", suggestion, to: &output) }
    if let origin {
      append("templateFile", origin.file, to: &output)
      append("templateLine", origin.line, to: &output)
      append("templateColumn", origin.column, to: &output)
    }
    output.append(0x7D)
    return output
  }

  private var reason: String {
    suggestion.map { "\(message); \($0)" } ?? message
  }

  private func append(_ key: String, _ value: String, to output: inout [UInt8]) {
    append(key: key, to: &output)
    JSONWriter.append(string: Array(value.utf8), to: &output)
  }

  private func append(_ key: String, _ value: Int, to output: inout [UInt8]) {
    append(key: key, to: &output)
    NumberText.append(UInt64(max(value, 0)), to: &output)
  }

  private func append(key: String, to output: inout [UInt8]) {
    if output.count > 1 { output.append(ASCII.comma) }
    JSONWriter.append(string: Array(key.utf8), to: &output)
    output.append(ASCII.colon)
  }
}
