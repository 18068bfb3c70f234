import Bytes
import Messages

/// Reads the text between the braces of a reference.
///
///     reference   = ( answer / request ) [ "?" [ default ] ]
///     answer      = "resp" number "." ( "status" / "header." field / "body" *step )
///     request     = "input." ( "path." name / "query." name / "header." field
///                 / "body" ( *step / pointer ) )
///     step        = "." name / "[" number "]" / "['" text "']" / "[]"
public struct ReferenceParser {
  /// The longest reference, in bytes.
  public static let textLimit = 1024
  /// The most steps into a value.
  public static let stepLimit = 32
  /// The highest number of a step or an item has so many digits.
  private static let digitLimit = 6

  private let text: [UInt8]
  private var index = 0

  private init(_ text: [UInt8]) { self.text = text }

  /// Reads a reference. A name alone is a placeholder of the endpoint's path, as in `url_pattern`.
  public static func parse(_ text: [UInt8]) throws(ReferenceError) -> Reference {
    guard text.count <= textLimit else { throw .tooLong }
    var parser = ReferenceParser(text)
    let source = try parser.source()
    let absence = try parser.absence()
    return Reference(
      source: source, absence: absence, text: String(decoding: text, as: UTF8.self))
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < text.count, text[index] == byte else { return false }
    index += 1
    return true
  }

  /// What stands here up to one of the bytes that end a word, or the end.
  private mutating func word(endingAt ends: StaticString) -> [UInt8] {
    let stops = [UInt8](ends)
    let start = index
    while index < text.count, !stops.contains(text[index]) { index += 1 }
    return Array(text[start..<index])
  }

  private mutating func source() throws(ReferenceError) -> Reference.Source {
    guard ReferenceMark.begins(text[...]) else {
      let name = word(endingAt: "?")
      guard !name.isEmpty, name.allSatisfy(ReferenceParser.isPlain),
        !ReferenceParser.isForeign(name)
      else { throw .unknownSource }
      return .parameter(String(decoding: name, as: UTF8.self))
    }
    let head = word(endingAt: ".")
    index += 1
    if head == Array("input".utf8) { return try requestPart() }
    guard head.count - 4 <= ReferenceParser.digitLimit,
      let step = Int(String(decoding: head.dropFirst(4), as: UTF8.self))
    else { throw .tooLong }
    return try answerPart(step)
  }

  /// Whether it is KrakenD's reference to an answer: `resp0_id`.
  private static func isForeign(_ name: [UInt8]) -> Bool {
    guard name.starts(with: Array("resp".utf8)) else { return false }
    let rest = name.dropFirst(4).drop(while: ASCII.isDigit)
    return rest.count < name.count - 4 && (rest.isEmpty || rest.first == 0x5F)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x5F || byte == 0x2D
  }

  private mutating func answerPart(_ step: Int) throws(ReferenceError) -> Reference.Source {
    let part = String(decoding: word(endingAt: ".[?"), as: UTF8.self)
    switch part {
    case "status": return .status(step: step)
    case "header": return .answerField(step: step, try fieldName())
    case "body": return .data(step: step, try steps())
    default: throw .unknownAnswerPart(part)
    }
  }

  private mutating func requestPart() throws(ReferenceError) -> Reference.Source {
    let part = String(decoding: word(endingAt: ".[/?"), as: UTF8.self)
    if part == "body" { return .content(try contentSteps()) }
    guard ["path", "query", "header"].contains(part) else { throw .unknownRequestPart(part) }
    if part == "header" { return .requestField(try fieldName()) }
    guard take(ASCII.dot) else { throw .invalidName }
    let name = word(endingAt: "?")
    guard !name.isEmpty else { throw .invalidName }
    return part == "path"
      ? .parameter(String(decoding: name, as: UTF8.self)) : .queryValue(name)
  }

  private mutating func fieldName() throws(ReferenceError) -> FieldName {
    guard take(ASCII.dot), let name = FieldName(word(endingAt: "?").span) else {
      throw .invalidName
    }
    return name
  }

  private mutating func steps() throws(ReferenceError) -> [Reference.Step] {
    var steps: [Reference.Step] = []
    while index < text.count, text[index] != ASCII.question {
      guard steps.count < ReferenceParser.stepLimit else { throw .tooLong }
      if take(ASCII.dot) {
        let name = word(endingAt: ".[]?'")
        guard !name.isEmpty else { throw .invalidName }
        steps.append(.member(name))
      } else if take(0x5B) {
        steps.append(try bracketed())
      } else {
        throw .trailingText
      }
    }
    guard steps.count(where: { $0 == .each }) < 2 else { throw .nestedLists }
    return steps
  }

  /// Steps, or a pointer: the items of a list are numbers there, and `~1` is a slash (RFC 6901 §4).
  private mutating func contentSteps() throws(ReferenceError) -> [Reference.Step] {
    guard index < text.count, text[index] == ASCII.slash else { return try steps() }
    var steps: [Reference.Step] = []
    while take(ASCII.slash) {
      guard steps.count < ReferenceParser.stepLimit else { throw .tooLong }
      steps.append(.pointed(try unescaped(word(endingAt: "/?"))))
    }
    return steps
  }

  private func unescaped(_ token: [UInt8]) throws(ReferenceError) -> [UInt8] {
    var name: [UInt8] = []
    var rest = token[...]
    while let byte = rest.popFirst() {
      guard byte == 0x7E else {
        name.append(byte)
        continue
      }
      switch rest.popFirst() {
      case 0x30: name.append(0x7E)
      case 0x31: name.append(ASCII.slash)
      default: throw .invalidName
      }
    }
    return name
  }

  /// What stands behind `[`, its bracket included.
  private mutating func bracketed() throws(ReferenceError) -> Reference.Step {
    if take(0x5D) { return .each }
    if take(0x27) {
      let name = word(endingAt: "'")
      guard take(0x27), take(0x5D) else { throw .invalidIndex }
      return .member(name)
    }
    let digits = word(endingAt: "]")
    guard take(0x5D), !digits.isEmpty, digits.count <= ReferenceParser.digitLimit,
      digits.allSatisfy(ASCII.isDigit), let number = Int(String(decoding: digits, as: UTF8.self))
    else { throw .invalidIndex }
    return .item(number)
  }

  /// What stands behind the source: nothing, or a question mark and perhaps a default.
  private mutating func absence() throws(ReferenceError) -> Reference.Absence {
    guard index < text.count else { return .refuses }
    guard take(ASCII.question) else { throw .trailingText }
    let rest = Array(text[index...])
    return rest.isEmpty ? .leavesOut : .means(rest)
  }
}
