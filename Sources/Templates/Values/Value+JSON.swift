import Bytes
import Document

extension Value {
  /// How JSON is written.
  struct JSONStyle {
    /// `<`, `>` and `&` as escapes, as Go's encoder has them.
    var escapesHTML = true
    var isPretty = false
  }

  /// The value as JSON, members by name.
  func json(_ style: JSONStyle, _ rendering: Rendering) throws(FunctionFault) -> String {
    var output: [UInt8] = []
    try append(to: &output, style, rendering, depth: 0)
    return String(decoding: output, as: UTF8.self)
  }

  private func append(
    to output: inout [UInt8], _ style: JSONStyle, _ rendering: Rendering, depth: Int
  ) throws(FunctionFault) {
    try rendering.descend(depth)
    try rendering.check(count: output.count)
    switch self {
    case .null: output += "null".utf8
    case .boolean(let flag): output += (flag ? "true" : "false").utf8
    case .integer(let number): output += String(number).utf8
    case .number(let number):
      guard number.isFinite else { throw FunctionFault("JSON has no number for \(noun)") }
      output += GoNumber.json(number).utf8
    case .string(let text): Value.append(text, style, to: &output)
    case .list(let list):
      output.append(0x5B)
      for (index, item) in list.items.enumerated() {
        Value.part(index, style, depth + 1, to: &output)
        try item.append(to: &output, style, rendering, depth: depth + 1)
      }
      if !list.items.isEmpty { Value.line(style, depth, to: &output) }
      output.append(0x5D)
    case .map(let map):
      output.append(0x7B)
      for (index, entry) in map.sorted.enumerated() {
        Value.part(index, style, depth + 1, to: &output)
        Value.append(map.keys[entry.key] ?? entry.key, style, to: &output)
        output.append(0x3A)
        if style.isPretty { output.append(0x20) }
        try entry.value.append(to: &output, style, rendering, depth: depth + 1)
      }
      if !map.entries.isEmpty { Value.line(style, depth, to: &output) }
      output.append(0x7D)
    }
  }

  private static func part(_ index: Int, _ style: JSONStyle, _ depth: Int, to output: inout [UInt8])
  {
    if index > 0 { output.append(0x2C) }
    line(style, depth, to: &output)
  }

  private static func line(_ style: JSONStyle, _ depth: Int, to output: inout [UInt8]) {
    guard style.isPretty else { return }
    output.append(0x0A)
    output += repeatElement(0x20, count: 2 * depth)
  }

  private static func append(_ text: String, _ style: JSONStyle, to output: inout [UInt8]) {
    var plain: [UInt8] = []
    JSONWriter.append(string: Array(text.utf8), to: &plain)
    guard style.escapesHTML, plain.contains(where: { $0 == 0x3C || $0 == 0x3E || $0 == 0x26 })
    else { return output += plain }
    for byte in plain {
      switch byte {
      case 0x3C: output += #"\u003c"#.utf8
      case 0x3E: output += #"\u003e"#.utf8
      case 0x26: output += #"\u0026"#.utf8
      default: output.append(byte)
      }
    }
  }
}

extension Rendering {
  /// A JSON text as a value; numbers as Go's decoder makes them.
  func value(json text: String) throws(FunctionFault) -> Value {
    let document: Document
    do {
      document = try Document.scan(Array(text.utf8), .strict, limits: .input)
    } catch {
      throw FunctionFault("the text is no JSON: \(error)")
    }
    return try value(of: document.root, document)
  }

  private func value(of node: Int, _ document: Document) throws(FunctionFault) -> Value {
    switch document.kind(of: node) {
    case .null: return .null
    case .true: return .boolean(true)
    case .false: return .boolean(false)
    case .number:
      let text = String(decoding: document.slice(of: node), as: UTF8.self)
      return .number(Double(text) ?? 0)
    case .string: return .string(String(decoding: document.string(at: node), as: UTF8.self))
    case .array:
      var items: [Value] = []
      for element in document.elements(of: node) { items.append(try value(of: element, document)) }
      return try list(items)
    case .object:
      var entries: [String: Value] = [:]
      for member in document.members(of: node) {
        let key = String(decoding: document.string(at: member.name), as: UTF8.self)
        entries[key] = try value(of: member.value, document)
      }
      return map(entries)
    }
  }
}
