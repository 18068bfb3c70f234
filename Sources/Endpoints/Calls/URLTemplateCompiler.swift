import Bytes

/// Reads a `url_pattern` into a template.
struct URLTemplateCompiler {
  private let pattern: [UInt8]
  private let names: [String]
  private var template = URLTemplate()
  private var index = 0
  private var pending: [UInt8] = []
  private var isInQuery = false
  private var segmentHasValue = false
  /// Where the segment at hand begins in `pending`.
  private var segmentStart = 0

  private init(_ pattern: [UInt8], names: [String]) {
    self.pattern = pattern
    self.names = names
  }

  /// Compiles a pattern. `names` are those of the values that a request will bring, in order.
  static func compile(
    _ pattern: String, names: [String]
  ) throws(CallDefinitionError) -> URLTemplate {
    let names = names.map(URLTemplateCompiler.internalName)
    var compiler = URLTemplateCompiler(Array(pattern.utf8), names: names)
    try compiler.run()
    return compiler.template
  }

  /// URL-2: the first letter in upper case, the rest untouched.
  private static func internalName(_ name: String) -> String {
    var bytes = Array(name.utf8)
    if let first = bytes.first { bytes[0] = ASCII.uppercased(first) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func run() throws(CallDefinitionError) {
    if pattern.first != ASCII.slash { write(ASCII.slash) }
    while index < pattern.count, pattern[index] != 0x23 {
      if let end = placeholderEnd() {
        placeholder(String(decoding: pattern[index + 1..<end], as: UTF8.self))
        index = end + 1
      } else if let end = referenceEnd() {
        try reference(pattern[index + 1..<end])
        index = end + 1
      } else {
        try plain(pattern[index])
        index += 1
      }
    }
    endSegment()
    flush()
  }

  private mutating func plain(_ byte: UInt8) throws(CallDefinitionError) {
    guard byte >= ASCII.space, byte != ASCII.delete else {
      throw .controlCharacter(offset: index)
    }
    if !isInQuery, byte == ASCII.question {
      endSegment()
      isInQuery = true
      template.hasQuery = true
      pending.append(byte)
    } else if byte == ASCII.percent, !isEscape {
      // A server would stumble over it in a path; in a query it is a percent sign.
      guard isInQuery else { throw .malformedEscape(offset: index) }
      template.hasQueryText = true
      pending.append("%25")
    } else {
      write(byte)
    }
  }

  private var isEscape: Bool {
    index + 2 < pattern.count && ASCII.hexadecimalValue(pattern[index + 1]) != nil
      && ASCII.hexadecimalValue(pattern[index + 2]) != nil
  }

  /// Writes a byte of the path or the query, encoded if need be.
  private mutating func write(_ byte: UInt8) {
    if isInQuery {
      template.hasQueryText = true
    } else if byte == ASCII.slash {
      endSegment()
    }
    let coding = isInQuery ? URLCoding.query : URLCoding.path
    coding.append([byte].span, 0..<1, to: &pending)
    if !isInQuery, byte == ASCII.slash { segmentStart = pending.count }
  }

  /// Where the placeholder that begins here closes, or nil.
  private func placeholderEnd() -> Int? {
    guard pattern[index] == 0x7B else { return nil }
    var end = index + 1
    while end < pattern.count, URLTemplateCompiler.isNamePart(pattern[end]) { end += 1 }
    guard end > index + 1, end < pattern.count, pattern[end] == 0x7D else { return nil }
    return isReference && !hasName(pattern[index + 1..<end]) ? nil : end
  }

  /// Whether a reference of Dragoman's own begins behind this brace.
  private var isReference: Bool { ReferenceMark.begins(pattern[(index + 1)...]) }

  private func hasName(_ text: ArraySlice<UInt8>) -> Bool {
    names.contains(URLTemplateCompiler.internalName(String(decoding: text, as: UTF8.self)))
  }

  /// Where the reference that begins here closes, or nil.
  private func referenceEnd() -> Int? {
    guard pattern[index] == 0x7B, isReference else { return nil }
    return pattern[index...].firstIndex(of: 0x7D)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x5F || byte == 0x2D
      || byte == ASCII.dot || byte == ASCII.colon || byte == ASCII.slash
  }

  /// A value if a request brings one of that name (of two the later, as the reference), else the
  /// text that the reference leaves there (URL-6).
  private mutating func placeholder(_ name: String) {
    let name = URLTemplateCompiler.internalName(name)
    let fallback = Array("{{.\(name)}}".utf8)
    guard let number = names.lastIndex(of: name) else {
      for byte in fallback { write(byte) }
      return
    }
    value(number, orElse: fallback)
  }

  /// A value of Dragoman's own reference language: when a call is made it is there.
  private mutating func reference(
    _ text: ArraySlice<UInt8>
  ) throws(CallDefinitionError) {
    let reference: Reference
    do throws(ReferenceError) {
      reference = try ReferenceParser.parse(Array(text))
    } catch {
      let shown = "{\(String(decoding: text, as: UTF8.self))}"
      throw .invalidReference(TextTemplate.Mistake(text: shown, reason: error))
    }
    guard isInQuery || reference.absence != .leavesOut else {
      throw .omissionInPath(reference.text)
    }
    if !isInQuery { template.pathReferences.insert(template.references.count) }
    template.references.append(reference)
    value(names.count + template.references.count - 1, orElse: [])
  }

  private mutating func value(_ number: Int, orElse fallback: [UInt8]) {
    if !isInQuery, !segmentHasValue { beginSegmentWithValue() }
    flush()
    let start = template.texts.count
    let coding = isInQuery ? URLCoding.query : URLCoding.path
    coding.append(fallback.span, 0..<fallback.count, to: &template.texts)
    let text = start..<template.texts.count
    if isInQuery {
      template.hasQueryText = true
      template.steps.append(.queryValue(number, orElse: text))
    } else {
      template.steps.append(.segmentValue(number, orElse: text))
    }
  }

  /// The text of the segment that stands before its first value belongs to the segment.
  private mutating func beginSegmentWithValue() {
    segmentHasValue = true
    let segment = pending[segmentStart...]
    pending.removeSubrange(segmentStart...)
    flush()
    template.steps.append(.segmentBegins)
    pending.append(contentsOf: segment)
  }

  private mutating func endSegment() {
    guard !isInQuery, segmentHasValue else { return }
    flush()
    template.steps.append(.segmentEnds)
    segmentHasValue = false
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    let start = template.texts.count
    template.texts.append(contentsOf: pending)
    template.steps.append(.text(start..<template.texts.count))
    pending.removeAll()
    segmentStart = 0
  }
}
