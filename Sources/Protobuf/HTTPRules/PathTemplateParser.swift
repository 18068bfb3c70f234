import Bytes

/// Reads a path template:
///
///     Template = "/" [ Segment { "/" Segment } [ ":" Literal ] ]
///     Segment  = "*" | "**" | Literal | "{" Name { "." Name } [ "=" Segment { "/" Segment } ] "}"
struct PathTemplateParser {
  private(set) var segments: [PathTemplate.Segment] = []
  private(set) var variables: [PathTemplate.Variable] = []
  private(set) var verb: [UInt8]?
  private let text: [UInt8]
  private var index = 0

  init(_ text: [UInt8]) { self.text = text }

  mutating func read() throws(PathTemplateError) {
    guard next == ASCII.slash else { throw .noSlash }
    index += 1
    guard next != nil else { return }
    try readSegment()
    while next == ASCII.slash {
      index += 1
      try readSegment()
    }
    if next == ASCII.colon {
      index += 1
      let literal = try readLiteral()
      verb = literal.raw
    }
    if let byte = next { throw .unexpected(byte: byte, at: index) }
  }

  private var next: UInt8? { index < text.count ? text[index] : nil }

  private mutating func readSegment() throws(PathTemplateError) {
    if next == UInt8(ascii: "{") { try readVariable() } else { try readPlain() }
  }

  /// A segment that is no variable.
  private mutating func readPlain() throws(PathTemplateError) {
    guard next == UInt8(ascii: "*") else {
      if next == UInt8(ascii: "{") { throw .nestedVariable }
      segments.append(.literal(try readLiteral().decoded))
      return
    }
    index += 1
    guard !segments.contains(.rest) else { throw .afterRest }
    if next == UInt8(ascii: "*") {
      index += 1
      segments.append(.rest)
    } else {
      segments.append(.any)
    }
  }

  private mutating func readVariable() throws(PathTemplateError) {
    index += 1
    let first = segments.count
    var names = [try readName()]
    while next == ASCII.dot {
      index += 1
      names.append(try readName())
    }
    if next == ASCII.equals {
      index += 1
      try readPlain()
      while next == ASCII.slash {
        index += 1
        try readPlain()
      }
    } else {
      guard !segments.contains(.rest) else { throw .afterRest }
      segments.append(.any)
    }
    guard let byte = next else { throw .unclosedVariable }
    guard byte == UInt8(ascii: "}") else { throw .unexpected(byte: byte, at: index) }
    index += 1
    let range = first..<segments.count
    variables.append(
      PathTemplate.Variable(
        names: names, segments: range, isSingle: range.count == 1 && segments[first] != .rest))
  }

  private mutating func readName() throws(PathTemplateError) -> String {
    let start = index
    while let byte = next, ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x5F {
      index += 1
    }
    guard index > start else {
      if let byte = next, byte != UInt8(ascii: "}") { throw .unexpected(byte: byte, at: index) }
      throw next == nil ? .unclosedVariable : .empty
    }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  private mutating func readLiteral() throws(PathTemplateError)
    -> (raw: [UInt8], decoded: [UInt8])
  {
    let start = index
    while let byte = next, Self.isLiteral(byte) { index += 1 }
    guard index > start else {
      if let byte = next, byte != ASCII.slash, byte != ASCII.colon {
        throw .unexpected(byte: byte, at: index)
      }
      throw .empty
    }
    let raw = Array(text[start..<index])
    guard let decoded = PercentCoding.decode(raw.span) else { throw .malformedEscape }
    return (raw, decoded)
  }

  /// What may stand in a segment of a path (RFC 3986 §3.3), without what means something here.
  private static func isLiteral(_ byte: UInt8) -> Bool {
    if ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte >= 0x80 { return true }
    return "-._~%@!$&'()+,;=".utf8.contains(byte)
  }
}
