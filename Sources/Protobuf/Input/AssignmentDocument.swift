import Bytes
import Document

/// Writes assignments as a document of ProtoJSON.
struct AssignmentDocument {
  let assumeBytes: Bool
  private var builder = DocumentBuilder(capacity: 256)
  /// The places of the objects that are open.
  private var open: [Int] = []

  init(assumeBytes: Bool) { self.assumeBytes = assumeBytes }

  /// The document: an object for each message on the way, members once each.
  mutating func document(
    _ assignments: [FieldAssignment]
  ) throws(TranscodeError) -> Document {
    let order = assignments.indices.sorted { left, right in
      let (first, second) = (assignments[left].path.steps, assignments[right].path.steps)
      return first == second ? left < right : first.lexicographicallyPrecedes(second)
    }
    builder.beginObject()
    var index = 0
    while index < order.count {
      let path = assignments[order[index]].path
      var next = index + 1
      while next < order.count, assignments[order[next]].path.steps == path.steps { next += 1 }
      enter(path)
      try write(path, order[index..<next].map { assignments[$0].text })
      index = next
    }
    return builder.finish()
  }

  /// Ends and begins objects until those around the field are open, and writes its name.
  private mutating func enter(_ path: FieldPath) {
    let way = path.steps.dropLast()
    var common = 0
    while common < open.count, common < way.count, open[common] == way[common] { common += 1 }
    while open.count > common {
      builder.end()
      open.removeLast()
    }
    for (step, name) in zip(way, path.names).dropFirst(common) {
      builder.append(name: name)
      builder.beginObject()
      open.append(step)
    }
    builder.append(name: path.names.last ?? "")
  }

  private mutating func write(
    _ path: FieldPath, _ texts: [[UInt8]]
  ) throws(TranscodeError) {
    guard path.isRepeated else {
      if let last = texts.last { try write(last, path) }
      return
    }
    builder.beginArray()
    for text in texts { try write(text, path) }
    builder.end()
  }

  private mutating func write(
    _ text: [UInt8], _ path: FieldPath
  ) throws(TranscodeError) {
    guard path.leaf == .bytes || UTF8Text.firstInvalid(text.span) == nil else {
      throw TranscodeError(.notUTF8, at: path.text)
    }
    switch path.leaf {
    case .bool: try writeTruth(text, path)
    case .bytes: writeBytes(text)
    case .enumeration where isWholeNumber(text): builder.append(number: text.span)
    case .null: builder.appendNull()
    default: builder.append(string: text.span)
    }
  }

  private mutating func writeTruth(
    _ text: [UInt8], _ path: FieldPath
  ) throws(TranscodeError) {
    switch String(decoding: text, as: UTF8.self) {
    case "true", "1": builder.append(true)
    case "false", "0": builder.append(false)
    default: throw TranscodeError(.wrongType, at: path.text, "true or false is expected")
    }
  }

  /// base64 passes; what is no UTF-8 can only be bytes, which base64 stands for.
  private mutating func writeBytes(_ text: [UInt8]) {
    if assumeBytes, UTF8Text.firstInvalid(text.span) != nil {
      builder.append(string: BaseText.base64.encoded(text))
    } else {
      builder.append(string: text.span)
    }
  }

  private func isWholeNumber(_ text: [UInt8]) -> Bool {
    let digits = text.first == 0x2D ? text.dropFirst() : text[...]
    return !digits.isEmpty && digits.allSatisfy(ASCII.isDigit)
      && (digits.count == 1 || digits.first != ASCII.zero)
  }
}
