import Bytes

extension DocumentPrinter {
  mutating func append(_ arguments: [ArgumentNode]) {
    guard !arguments.isEmpty else { return }
    output.append(0x28)
    append(members: arguments)
    output.append(0x29)
  }

  private mutating func append(members: [ArgumentNode]) {
    for (index, argument) in members.enumerated() {
      if index > 0 { comma() }
      output.append(contentsOf: argument.name.text.utf8)
      output.append(ASCII.colon)
      blank()
      append(argument.value)
    }
  }

  mutating func append(_ value: GraphQLValue) {
    switch value.kind {
    case .variable(let name):
      output.append(0x24)
      output.append(contentsOf: name.utf8)
    case .int(let text), .float(let text), .enum(let text):
      output.append(contentsOf: text.utf8)
    case .string(let bytes): append(string: bytes)
    case .boolean(let flag): output.append(flag ? "true" : "false")
    case .null: output.append("null")
    case .list(let items):
      output.append(0x5B)
      for (index, item) in items.enumerated() {
        if index > 0 { comma() }
        append(item)
      }
      output.append(0x5D)
    case .object(let members):
      output.append(0x7B)
      append(members: members)
      output.append(0x7D)
    }
  }

  /// A string in quotes; what is no visible character of ASCII is escaped only where it has to be.
  mutating func append(string bytes: [UInt8]) {
    output.append(ASCII.quote)
    for byte in bytes {
      switch byte {
      case ASCII.quote: output.append("\\\"")
      case 0x5C: output.append("\\\\")
      case 0x08: output.append("\\b")
      case 0x0C: output.append("\\f")
      case 0x0A: output.append("\\n")
      case 0x0D: output.append("\\r")
      case 0x09: output.append("\\t")
      case 0x00..<0x20, 0x7F:
        output.append("\\u00")
        if byte < 0x10 { output.append(ASCII.zero) }
        NumberText.appendHexadecimal(UInt64(byte), to: &output)
      default: output.append(byte)
      }
    }
    output.append(ASCII.quote)
  }
}

extension ExecutableDocument {
  /// The document in a form for readers, always the same for what says the same.
  public func printed() -> [UInt8] { written(.readable) }

  /// The document in as few bytes as can be, for a URL or a wire; without descriptions.
  public func minified() -> [UInt8] { written(.minified) }

  private func written(_ form: DocumentPrinter.Form) -> [UInt8] {
    var printer = DocumentPrinter(form)
    printer.append(self)
    return printer.output
  }
}

extension GraphQLValue {
  /// As it is written, on one line.
  public var text: String {
    var printer = DocumentPrinter(.readable)
    printer.append(self)
    return String(decoding: printer.output, as: UTF8.self)
  }
}
