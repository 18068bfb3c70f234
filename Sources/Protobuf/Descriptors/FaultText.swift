/// What a fault quotes of a catalog, which may hold anything: it is shown in one line, and not all
/// of it if it is long.
enum FaultText {
  /// Bytes that are shown at most.
  private static let limit = 1000

  /// The text without line ends, control characters and marks that turn the direction of writing.
  static func shown(_ text: String) -> String {
    let isPlain =
      text.utf8.count <= limit && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    return isPlain ? text : cleaned(text)
  }

  private static func cleaned(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      guard shown.utf8.count < limit else { return shown + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
