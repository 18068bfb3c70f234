import Bytes
import Configuration
import Document

/// What must hold for the diagnostics of a text.
struct DiagnosticProperties {
  /// How many characters each line has.
  private let lines: [Int]

  init(_ text: [UInt8], _ format: ConfigurationReader.Format) {
    let body = text.starts(with: [0xEF, 0xBB, 0xBF]) ? text[3...] : text[...]
    var lines = [0]
    // YAML also ends lines with NEL, LS and PS.
    let breaks: Set<UInt32> = format == .yaml ? [0x0A, 0x0D, 0x85, 0x2028, 0x2029] : [0x0A, 0x0D]
    var last: UInt32 = 0
    for scalar in String(decoding: body, as: UTF8.self).unicodeScalars {
      if scalar.value == 0x0A, last == 0x0D {
        last = 0
        continue
      }
      last = scalar.value
      if breaks.contains(last) { lines.append(0) } else { lines[lines.count - 1] += 1 }
    }
    self.lines = lines
  }

  func fault(of diagnostics: [Diagnostic]) -> String? {
    var last = (line: 0, column: 0)
    for (index, diagnostic) in diagnostics.enumerated() {
      let place = (line: diagnostic.location.line, column: diagnostic.location.column)
      if !isInside(place) { return "no such place: \(diagnostic.text)" }
      let isCount = index == 1000 && place.line == 0
      if place < last, !isCount { return "out of order: \(diagnostic.text)" }
      last = place
      if (try? Document.scan(diagnostic.json, .strict)) == nil { return "no JSON: \(diagnostic)" }
      if diagnostic.message.isEmpty { return "nothing said" }
      if diagnostic.text.utf8.contains(where: { $0 < 0x20 }) { return "more than one line" }
    }
    return nil
  }

  /// Line 0 is the file as a whole; a mistake may stand right behind the last character of a line.
  private func isInside(_ place: (line: Int, column: Int)) -> Bool {
    if place.line == 0 { return place.column == 0 }
    guard place.line >= 1, place.column >= 1, place.line <= lines.count else { return false }
    // The CR of a CRLF may be pointed at too.
    return place.column <= lines[place.line - 1] + 2
  }
}
