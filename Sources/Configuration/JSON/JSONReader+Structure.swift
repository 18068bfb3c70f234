extension JSONReader {
  /// Opens an object or a list, or adds a scalar.
  mutating func readValue() throws(Stop) {
    let start = position()
    comma = nil
    switch byte {
    case 0x7B, 0x5B: try open(object: byte == 0x7B, at: start)
    case 0x22: try add(.string(try readString(from: start)), at: start)
    case 0x27: try add(.string(try readSingleQuoted(from: start)), at: start)
    case nil: throw unclosed()
    case 0x2C, 0x5D, 0x7D, 0x3A: throw stop("\(subject) is missing here")
    default: try add(readWord(), at: start)
    }
  }

  /// What a value belongs to, for messages.
  private var subject: String {
    if let key = tree.top?.key { return "the value of \"\(key.name)\"" }
    return tree.top == nil ? "the value" : "a value of the list"
  }

  private mutating func open(object: Bool, at start: SourcePosition) throws(Stop) {
    do {
      try tree.open(object: object, at: start)
    } catch {
      throw stop("objects and lists are nested more than \(TreeLimits.depth) deep")
    }
    index += 1
    expectation = object ? .keyOrEnd : .itemOrEnd
  }

  private mutating func add(
    _ value: ConfigurationNode.Value, at start: SourcePosition
  ) throws(Stop) {
    try add(ConfigurationNode(value: value, position: start))
  }

  private mutating func add(_ node: ConfigurationNode) throws(Stop) {
    do {
      try tree.add(node)
    } catch {
      throw stop("the file holds more than \(TreeLimits.values) values")
    }
    expectation = tree.top == nil ? .nothing : .commaOrEnd
  }

  mutating func readItemOrEnd() throws(Stop) {
    if byte == 0x5D { return try close() }
    try readValue()
  }

  mutating func readKeyOrEnd() throws(Stop) {
    let start = position()
    switch byte {
    case 0x7D: return try close()
    case 0x22: try readKey(try readString(from: start), at: start)
    case 0x27: try readKey(try readSingleQuoted(from: start), at: start)
    case nil: throw unclosed()
    case .some(let byte) where JSONReader.isWord(byte):
      let name = wordText()
      sink.error("a key needs double quotes", at: start, suggestion: "write \"\(name)\"")
      try readKey(name, at: start)
    case 0x7B:
      throw stop(
        "expected a key in double quotes or '}'",
        suggestion: "set FC_ENABLE if this is a template")
    default: throw stop("expected a key in double quotes or '}'")
    }
  }

  private mutating func readKey(_ name: String, at start: SourcePosition) throws(Stop) {
    comma = nil
    if let first = tree.key(name, at: start) {
      sink.error(
        "the key \"\(name)\" is here twice: first on line \(first.line), column \(first.column)",
        at: start)
    }
    skipBlanks()
    if byte == 0x3D {
      report("expected ':' after the key \"\(name)\", not '='")
    } else if byte != 0x3A {
      throw stop("expected ':' after the key \"\(name)\"")
    }
    index += 1
    expectation = .value
  }

  mutating func readCommaOrEnd() throws(Stop) {
    guard let frame = tree.top else { return }
    let end: UInt8 = frame.isObject ? 0x7D : 0x5D
    switch byte {
    case 0x2C:
      comma = position()
      index += 1
    case end: return try close()
    case nil: throw unclosed()
    default:
      try readWithoutComma(in: frame)
    }
    expectation = frame.isObject ? .keyOrEnd : .itemOrEnd
  }

  /// What follows a value and is neither a comma nor the end: reading goes on where it is plain
  /// that a comma is missing.
  private mutating func readWithoutComma(in frame: TreeBuilder.Frame) throws(Stop) {
    let last = frame.members.last.map { "the value of \"\($0.key)\"" } ?? "the value"
    switch byte {
    case 0x22,
      0x7B where !frame.isObject,
      0x5B where !frame.isObject:
      report("a comma is missing after \(last)", suggestion: "write ',' before this")
    case 0x5D, 0x7D:
      let (what, end) = frame.isObject ? ("object", "}") : ("list", "]")
      let begin = "line \(frame.position.line), column \(frame.position.column)"
      throw stop(
        "the \(what) that begins on \(begin) is not closed",
        suggestion: "write '\(end)' before this")
    default:
      throw stop("expected ',' or '\(frame.isObject ? "}" : "]")' after \(last)")
    }
  }

  private mutating func close() throws(Stop) {
    if let comma {
      let end = tree.top?.isObject == true ? "}" : "]"
      sink.error("nothing follows this comma but '\(end)'", at: comma, suggestion: "remove it")
    }
    comma = nil
    index += 1
    if let node = tree.close() { try add(node) }
  }

  private mutating func unclosed() -> Stop {
    guard let frame = tree.top else { return stop("the file ends where a value should be") }
    let what = frame.isObject ? "object" : "list"
    let begin = "line \(frame.position.line), column \(frame.position.column)"
    return stop("the file ends, but the \(what) that begins on \(begin) is not closed")
  }
}
