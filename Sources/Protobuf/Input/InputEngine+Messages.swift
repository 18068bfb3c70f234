import Bytes
import Document

extension InputEngine {
  /// Writes the content of a message from a value, and ends the lengths beyond `lengths`: at once,
  /// or when what was begun here is done.
  @inline(__always)
  mutating func content(
    _ entry: UnsafePointer<InputEntry>, _ node: Int, lengths: Int
  ) throws(InputStop) {
    if entry.pointee.kind == .message {
      guard nodes[node].kind == .object else {
        throw .failed(.wrongType, node: node, detail: .object)
      }
      return try message(entry, node, lengths: lengths)
    }
    try wellKnown(entry, node, lengths: lengths)
  }

  @inline(__always)
  private mutating func message(
    _ entry: UnsafePointer<InputEntry>, _ node: Int, lengths: Int, endTag: UInt64 = 0,
    _ kind: InputFrame.Kind = .message
  ) throws(InputStop) {
    let table = view.pointee.tables + Int(entry.pointee.target)
    let first = view.pointee.entries + Int(table.pointee.entries)
    try push(kind, node, table, first, lengths: lengths, endTag: endTag)
  }

  @inline(never)
  private mutating func wellKnown(
    _ entry: UnsafePointer<InputEntry>, _ node: Int, lengths: Int
  ) throws(InputStop) {
    switch entry.pointee.kind {
    case .group: return try group(entry, node, lengths: lengths)
    case .structure:
      try expect(.object, node)
      return try push(.structure, node, frame.table, entry, lengths: lengths)
    case .list:
      try expect(.array, node)
      return try push(.values, node, frame.table, entry, lengths: lengths)
    case .value: return try value(node, lengths: lengths)
    case .any: return try any(node, lengths: lengths)
    case .timestamp: try time(node, TimeReader.timestamp)
    case .duration: try time(node, TimeReader.duration)
    case .fieldMask: try fieldMask(node)
    default: try single(view.pointee.entries + Int(entry.pointee.target), node, skipsZero: true)
    }
    endLengths(downTo: lengths)
  }

  private mutating func expect(_ kind: Node.Kind, _ node: Int) throws(InputStop) {
    guard nodes[node].kind == kind else {
      throw .failed(.wrongType, node: node, detail: kind == .object ? .object : .array)
    }
  }

  /// Between its tags; the end has the number of the start, and another type.
  private mutating func group(
    _ entry: UnsafePointer<InputEntry>, _ node: Int, lengths: Int
  ) throws(InputStop) {
    try expect(.object, node)
    let (tag, _) = withUnsafeBytes(of: entry.pointee.tag.littleEndian) { bytes in
      bytes.withMemoryRebound(to: UInt8.self) { bytes in
        guard let base = bytes.baseAddress else { return (UInt64(0), 0) }
        return Varint.read(base, base + bytes.count)
      }
    }
    try message(entry, node, lengths: lengths, endTag: tag & ~7 | UInt64(WireForm.endGroup))
  }

  // MARK: - Values

  /// The content of a `Value`.
  @inline(__always)
  mutating func value(_ node: Int, lengths: Int) throws(InputStop) {
    switch nodes[node].kind {
    case .null:
      pen.byte(0x08)
      pen.byte(0)
    case .true, .false:
      pen.byte(0x20)
      pen.byte(nodes[node].kind == .true ? 1 : 0)
    case .number:
      pen.byte(0x11)
      pen.fixed64(try double(node).bitPattern)
    case .string:
      pen.byte(0x1A)
      try string(node)
    case .object:
      pen.byte(0x2A)
      beginLength()
      return try push(.structure, node, frame.table, frame.entry, lengths: lengths)
    case .array:
      pen.byte(0x32)
      beginLength()
      return try push(.values, node, frame.table, frame.entry, lengths: lengths)
    }
    endLengths(downTo: lengths)
  }

  /// An entry of a `Struct`: field 1 with key and value.
  mutating func structureEntry() throws(InputStop) {
    let name = frame.node
    let node = name &+ 1
    frame.node = Int(nodes[node].next)
    let open = lengthCount
    pen.byte(0x0A)
    beginLength()
    pen.byte(0x0A)
    try string(name)
    pen.byte(0x12)
    beginLength()
    try value(node, lengths: open)
  }

  /// An element of a `ListValue`: field 1 with a value.
  mutating func valueElement() throws(InputStop) {
    let node = frame.node
    frame.node = Int(nodes[node].next)
    let open = lengthCount
    pen.byte(0x0A)
    beginLength()
    try value(node, lengths: open)
  }

  /// Length and bytes of a string.
  private mutating func string(_ node: Int) throws(InputStop) {
    let string = nodes[node]
    let count = Int(string.end &- string.start) &- 2
    guard limit - pen.out > count else { throw .full }
    guard string.hasEscapes else {
      let start = text + (Int(string.start) &+ 1)
      return pen.bytes(start, count, readable: textEnd - start)
    }
    let bytes = document.pointee.string(at: node)
    bytes.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { pen.bytes(base, bytes.count) }
    }
  }

  // MARK: - Texts

  /// Seconds as field 1 and nanoseconds as field 2.
  private mutating func time(
    _ node: Int, _ read: (UnsafeBufferPointer<UInt8>) -> (seconds: Int64, nanos: Int32)?
  ) throws(InputStop) {
    guard nodes[node].kind == .string else {
      throw .failed(.wrongType, node: node, detail: .string)
    }
    let (start, count) = try stringText(node)
    guard let (seconds, nanos) = read(UnsafeBufferPointer(start: start, count: count)) else {
      throw .failed(.invalidValue, node: node)
    }
    if seconds != 0 {
      pen.byte(0x08)
      pen.varint(UInt64(bitPattern: seconds))
    }
    if nanos != 0 {
      pen.byte(0x10)
      pen.varint(UInt64(bitPattern: Int64(nanos)))
    }
  }

  /// Paths, separated by commas, as field 1.
  private mutating func fieldMask(_ node: Int) throws(InputStop) {
    guard nodes[node].kind == .string else {
      throw .failed(.wrongType, node: node, detail: .string)
    }
    let text = document.pointee.string(at: node)
    guard !text.isEmpty else { return }
    // A capital becomes two bytes; a path has a tag and a length.
    guard (limit - pen.out) / 12 > text.count else { throw .full }
    for path in text.split(separator: ASCII.comma, omittingEmptySubsequences: false) {
      var snake: [UInt8] = []
      guard !path.isEmpty, FieldMaskText.appendSnakeCase(path, to: &snake) else {
        throw .failed(.invalidValue, node: node)
      }
      pen.byte(0x0A)
      pen.varint(UInt64(snake.count))
      for byte in snake { pen.byte(byte) }
    }
  }

  // MARK: - Any

  /// Type and content; of what is no object of fields the content is the member `value`.
  private mutating func any(_ node: Int, lengths: Int) throws(InputStop) {
    try expect(.object, node)
    let parts = try AnyParts(node, document.pointee)
    guard let type = parts.type else {
      guard parts.value == nil, !parts.hasOthers else {
        throw .failed(.invalidValue, node: node, detail: .type)
      }
      return endLengths(downTo: lengths)
    }
    let entry = try self.type(type)
    pen.byte(0x0A)
    try string(type)
    pen.byte(0x12)
    beginLength()
    if entry.pointee.kind == .message {
      return try message(entry, node, lengths: lengths, .anyMessage)
    }
    guard !parts.hasOthers || view.pointee.options.ignoreUnknown else {
      throw .failed(.unknownField, node: node)
    }
    guard let value = parts.value else {
      throw .failed(.invalidValue, node: node, detail: .type)
    }
    // A level of its own: what the value is may be an `Any` again.
    try push(.anyValue, node, frame.table, entry, lengths: lengths)
    frame.node = value
    frame.end = value &+ 1
  }

  /// The value of an `Any`.
  mutating func anyValue() throws(InputStop) {
    let node = frame.node
    frame.node = frame.end
    try content(frame.entry, node, lengths: lengthCount)
  }

  /// The entry of the type that a URL names.
  private mutating func type(_ node: Int) throws(InputStop) -> UnsafePointer<InputEntry> {
    guard nodes[node].kind == .string else {
      throw .failed(.wrongType, node: node, detail: .string)
    }
    let url = document.pointee.string(at: node)
    guard let slash = url.lastIndex(of: ASCII.slash) else {
      throw .failed(.invalidValue, node: node, detail: .type)
    }
    let entry = url[(slash + 1)...].withUnsafeBufferPointer { name in
      name.baseAddress.flatMap { base in
        withUnsafePointer(to: view.pointee.types) { types in
          view.pointee.value(of: base, name.count, in: types)
        }
      }
    }
    guard let entry else { throw .failed(.unknownMessageType, node: node, detail: .name) }
    return view.pointee.entries + Int(entry)
  }
}

/// The members of an object that is an `Any`.
private struct AnyParts {
  /// `@type`.
  private(set) var type: Int?
  /// `value`, of what is no object of fields.
  private(set) var value: Int?
  /// Whether there is anything else.
  private(set) var hasOthers = false

  init(_ object: Int, _ document: Document) throws(InputStop) {
    for (name, member) in document.members(of: object) {
      if document.isString(name, Array("@type".utf8)) {
        guard type == nil else { throw .failed(.duplicateField, node: member) }
        type = member
      } else if value == nil, document.isString(name, Array("value".utf8)) {
        value = member
      } else {
        hasOthers = true
      }
    }
  }
}
