/// Reads JSON (RFC 8259, strictly) into a tree with positions. A slip whose meaning is plain (a
/// comma too many or too few, a comment, a key without quotes) is reported and read over, so that
/// one run finds all mistakes; where nobody can tell what was meant, reading ends.
struct JSONReader {
  /// Reading cannot go on; the reason is reported.
  struct Stop: Error {}

  /// What comes next in the innermost object or list.
  enum Expectation {
    case value
    case keyOrEnd
    case itemOrEnd
    case commaOrEnd
    case nothing
  }

  var text: SourceText
  var index: Int
  let sink: DiagnosticSink
  var tree = TreeBuilder()
  var expectation = Expectation.value
  /// Where the comma stands that was read last, if nothing came after it.
  var comma: SourcePosition?

  init(_ text: SourceText, _ sink: DiagnosticSink) {
    self.text = text
    self.sink = sink
    index = text.start
  }

  /// The tree, or nil if the text is not JSON at all; mistakes are in the sink.
  static func read(_ text: SourceText, into sink: DiagnosticSink) -> ConfigurationNode? {
    var reader = JSONReader(text, sink)
    do {
      return try reader.read()
    } catch {
      return nil
    }
  }

  private mutating func read() throws(Stop) -> ConfigurationNode? {
    skipBlanks()
    if byte == nil { throw stop("the file is empty") }
    while expectation != .nothing {
      switch expectation {
      case .value: try readValue()
      case .keyOrEnd: try readKeyOrEnd()
      case .itemOrEnd: try readItemOrEnd()
      case .commaOrEnd: try readCommaOrEnd()
      case .nothing: break
      }
      skipBlanks()
    }
    if byte != nil { throw stop("nothing may follow the closing '}' of the file") }
    return tree.root
  }

  var byte: UInt8? { index < text.bytes.count ? text.bytes[index] : nil }

  mutating func position() -> SourcePosition { text.position(at: index) }

  /// Reports what is wrong here.
  mutating func report(_ message: String, suggestion: String? = nil) {
    sink.error(message, at: position(), suggestion: suggestion)
  }

  mutating func stop(_ message: String, suggestion: String? = nil) -> Stop {
    report(message, suggestion: suggestion)
    return Stop()
  }

  /// Blanks; a comment is none in JSON, but it is plain what it means.
  mutating func skipBlanks() {
    while let byte {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case 0x2F, 0x23:
        if !skipComment() { return }
      default: return
      }
    }
  }

  /// False if no comment begins here.
  private mutating func skipComment() -> Bool {
    let rest = text.bytes[index...]
    guard rest.first == 0x23 || rest.starts(with: "//".utf8) || rest.starts(with: "/*".utf8) else {
      return false
    }
    report("JSON has no comments", suggestion: #"write a key such as "@comment": "…""#)
    if rest.starts(with: "/*".utf8) {
      index += 2
      while index < text.bytes.count, !text.bytes[index...].starts(with: "*/".utf8) { index += 1 }
      index = min(index + 2, text.bytes.count)
    } else {
      while let byte, byte != 0x0A, byte != 0x0D { index += 1 }
    }
    return true
  }
}
