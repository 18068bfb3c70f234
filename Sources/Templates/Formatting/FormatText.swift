/// `printf`, as Go's package fmt has it.
struct FormatText {
  private let format: [UInt8]
  private let values: [Value]
  private let rendering: Rendering
  private var index = 0
  private var next = 0
  private var output: [UInt8] = []

  /// One directive: `%-08.3f`.
  struct Directive {
    var minus = false
    var plus = false
    var sharp = false
    var blank = false
    var zero = false
    var width: Int?
    var precision: Int?
  }

  private init(_ format: String, _ values: [Value], _ rendering: Rendering) {
    self.format = Array(format.utf8)
    self.values = values
    self.rendering = rendering
  }

  static func text(
    _ format: String, _ values: [Value], _ rendering: Rendering
  ) throws(FunctionFault) -> String {
    var text = FormatText(format, values, rendering)
    return try text.run()
  }

  private mutating func run() throws(FunctionFault) -> String {
    while index < format.count {
      let byte = format[index]
      index += 1
      if byte == 0x25 { try directive() } else { output.append(byte) }
      try rendering.check(count: output.count)
    }
    if next < values.count {
      var extra: [String] = []
      for value in values[next...] { extra.append("\(value.type)=\(try value.text(rendering))") }
      output += "%!(EXTRA \(extra.joined(separator: ", ")))".utf8
    }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func directive() throws(FunctionFault) {
    var directive = Directive()
    flags: while index < format.count {
      switch format[index] {
      case 0x2D: directive.minus = true
      case 0x2B: directive.plus = true
      case 0x23: directive.sharp = true
      case 0x20: directive.blank = true
      case 0x30: directive.zero = true
      default: break flags
      }
      index += 1
    }
    directive.width = try size()
    if index < format.count, format[index] == 0x2E {
      index += 1
      directive.precision = try size() ?? 0
    }
    guard index < format.count else { return output += "%!(NOVERB)".utf8 }
    let verb = scalar()
    if verb == "%" { return output.append(0x25) }
    guard next < values.count else { return output += "%!\(verb)(MISSING)".utf8 }
    let value = values[next]
    next += 1
    output += try Verb(directive, verb, rendering).text(value).utf8
  }

  /// A width or a precision.
  private mutating func size() throws(FunctionFault) -> Int? {
    if index < format.count, format[index] == 0x2A {
      throw FunctionFault("a width or precision of '*' is not supported")
    }
    var number: Int?
    while index < format.count, (0x30...0x39).contains(format[index]) {
      number = (number ?? 0) * 10 + Int(format[index] - 0x30)
      index += 1
      guard number ?? 0 <= 10_000 else { throw FunctionFault("a width over 10000 is too much") }
    }
    return number
  }

  private mutating func scalar() -> Unicode.Scalar {
    var end = index + 1
    while end < format.count, format[end] & 0xC0 == 0x80 { end += 1 }
    defer { index = end }
    return String(decoding: format[index..<end], as: UTF8.self).unicodeScalars.first ?? "?"
  }
}
