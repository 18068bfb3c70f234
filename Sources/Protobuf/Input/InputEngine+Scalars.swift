import Bytes
import Document

extension InputEngine {
  /// Writes a scalar behind its tag; false if it is not to be there at all: zero where zero is
  /// skipped, or the name of no value where such are ignored.
  @inline(__always)
  mutating func scalar(
    _ entry: UnsafePointer<InputEntry>, _ index: Int, skipsZero: Bool
  ) throws(InputStop) -> Bool {
    let node = nodes[index]
    let kind = entry.pointee.kind
    if kind == .string {
      guard node.kind == .string else {
        throw .failed(.wrongType, node: index, detail: .string)
      }
      return try string(node, index, skipsZero: skipsZero)
    }
    return try otherScalar(entry, index, skipsZero: skipsZero)
  }

  @inline(__always)
  private mutating func string(
    _ node: Node, _ index: Int, skipsZero: Bool
  ) throws(InputStop) -> Bool {
    let count = Int(node.end &- node.start) &- 2
    if count == 0, skipsZero { return false }
    guard limit - pen.out > count else { throw .full }
    if node.hasEscapes {
      let bytes = document.pointee.string(at: index)
      bytes.withUnsafeBufferPointer { bytes in
        if let base = bytes.baseAddress { pen.bytes(base, bytes.count) }
      }
    } else {
      let start = text + (Int(node.start) &+ 1)
      var pen = pen
      pen.bytes(start, count, readable: textEnd - start)
      self.pen = pen
    }
    return true
  }

  @inline(never)
  private mutating func otherScalar(
    _ entry: UnsafePointer<InputEntry>, _ index: Int, skipsZero: Bool
  ) throws(InputStop) -> Bool {
    var pen = pen
    switch entry.pointee.kind {
    case .int32:
      let value = try signed(index, Int64(Int32.min)...Int64(Int32.max))
      if value == 0, skipsZero { return false }
      pen.varint(UInt64(bitPattern: value))
    case .int64:
      let value = try signed(index, Int64.min...Int64.max)
      if value == 0, skipsZero { return false }
      pen.varint(UInt64(bitPattern: value))
    case .uint32, .uint64:
      let value = try unsigned(index, entry.pointee.kind == .uint32 ? UInt64(UInt32.max) : .max)
      if value == 0, skipsZero { return false }
      pen.varint(value)
    case .sint32:
      let value = try signed(index, Int64(Int32.min)...Int64(Int32.max))
      if value == 0, skipsZero { return false }
      pen.varint(Varint.zigzag(value))
    case .sint64:
      let value = try signed(index, Int64.min...Int64.max)
      if value == 0, skipsZero { return false }
      pen.varint(Varint.zigzag(value))
    case .bool:
      let value = try truth(index)
      if !value, skipsZero { return false }
      pen.byte(value ? 1 : 0)
    case .double:
      let bits = try double(index).bitPattern
      if bits == 0, skipsZero { return false }
      pen.fixed64(bits)
    default: return try rareScalar(entry, index, skipsZero: skipsZero)
    }
    self.pen = pen
    return true
  }

  @inline(never)
  private mutating func rareScalar(
    _ entry: UnsafePointer<InputEntry>, _ index: Int, skipsZero: Bool
  ) throws(InputStop) -> Bool {
    switch entry.pointee.kind {
    case .fixed32:
      let value = try unsigned(index, UInt64(UInt32.max))
      if value == 0, skipsZero { return false }
      pen.fixed32(UInt32(truncatingIfNeeded: value))
    case .fixed64:
      let value = try unsigned(index, .max)
      if value == 0, skipsZero { return false }
      pen.fixed64(value)
    case .sfixed32:
      let value = try signed(index, Int64(Int32.min)...Int64(Int32.max))
      if value == 0, skipsZero { return false }
      pen.fixed32(UInt32(truncatingIfNeeded: value))
    case .sfixed64:
      let value = try signed(index, Int64.min...Int64.max)
      if value == 0, skipsZero { return false }
      pen.fixed64(UInt64(bitPattern: value))
    case .float:
      let bits = try float(index).bitPattern
      if bits == 0, skipsZero { return false }
      pen.fixed32(bits)
    case .enumeration:
      guard let value = try enumeration(entry, index) else { return false }
      if value == 0, skipsZero { return false }
      pen.varint(UInt64(bitPattern: Int64(value)))
    case .null:
      try null(index)
      if skipsZero { return false }
      pen.byte(0)
    default: return try bytes(index, skipsZero: skipsZero)
    }
    return true
  }

  // MARK: - Whole numbers

  /// The text of a number, or of a string, which may hold one.
  @inline(__always)
  private mutating func numberText(
    _ index: Int
  ) throws(InputStop) -> (start: UnsafePointer<UInt8>, count: Int) {
    let node = nodes[index]
    let count = Int(node.end &- node.start)
    if node.kind == .number { return (text + Int(node.start), count) }
    guard node.kind == .string else {
      throw .failed(.wrongType, node: index, detail: .number)
    }
    if node.hasEscapes { return try escapedText(index) }
    return (text + (Int(node.start) &+ 1), count &- 2)
  }

  /// What a string says.
  mutating func stringText(
    _ index: Int
  ) throws(InputStop) -> (start: UnsafePointer<UInt8>, count: Int) {
    let node = nodes[index]
    if node.hasEscapes { return try escapedText(index) }
    return (text + (Int(node.start) &+ 1), Int(node.end &- node.start) &- 2)
  }

  /// The text of a string with escapes, put behind where the number made of it will be written.
  @inline(never)
  private mutating func escapedText(
    _ index: Int
  ) throws(InputStop) -> (start: UnsafePointer<UInt8>, count: Int) {
    let bytes = document.pointee.string(at: index)
    guard limit - pen.out > bytes.count else { throw .full }
    let start = pen.out + 32
    for place in bytes.indices { start[place] = bytes[place] }
    return (UnsafePointer(start), bytes.count)
  }

  /// Up to eighteen digits without anything else, or nil.
  @inline(__always)
  private mutating func plainDigits(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64? {
    guard count > 0, count <= 18, count == 1 || start[0] != ASCII.zero else { return nil }
    var value: UInt64 = 0
    for index in 0..<count {
      let digit = UInt64(start[index] &- ASCII.zero)
      guard digit < 10 else { return nil }
      value = value &* 10 &+ digit
    }
    return value
  }

  @inline(__always)
  private mutating func signed(
    _ index: Int, _ range: ClosedRange<Int64>
  ) throws(InputStop) -> Int64 {
    let (start, count) = try numberText(index)
    var value: Int64
    if let digits = plainDigits(start, count) {
      value = Int64(truncatingIfNeeded: digits)
    } else {
      value = try anySigned(start, count, index)
    }
    guard range.contains(value) else { throw .failed(.outOfRange, node: index) }
    return value
  }

  @inline(never)
  private mutating func anySigned(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ index: Int
  ) throws(InputStop) -> Int64 {
    let number = try reader(start, count, index)
    guard let whole = number.whole else { throw .failed(.outOfRange, node: index) }
    if number.isNegative {
      guard whole <= 1 << 63 else { throw .failed(.outOfRange, node: index) }
      return Int64(bitPattern: 0 &- whole)
    }
    guard whole <= UInt64(Int64.max) else { throw .failed(.outOfRange, node: index) }
    return Int64(whole)
  }

  @inline(__always)
  private mutating func unsigned(_ index: Int, _ most: UInt64) throws(InputStop) -> UInt64 {
    let (start, count) = try numberText(index)
    var value: UInt64
    if let digits = plainDigits(start, count) {
      value = digits
    } else {
      let number = try reader(start, count, index)
      guard let whole = number.whole, !number.isNegative || whole == 0 else {
        throw .failed(.outOfRange, node: index)
      }
      value = whole
    }
    guard value <= most else { throw .failed(.outOfRange, node: index) }
    return value
  }

  private mutating func reader(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ index: Int
  ) throws(InputStop) -> NumberReader {
    guard let number = NumberReader(start, count) else {
      throw .failed(.wrongType, node: index, detail: .number)
    }
    return number
  }

  // MARK: - Floating point

  @inline(__always)
  mutating func double(_ index: Int) throws(InputStop) -> Double {
    let (start, count) = try numberText(index)
    if nodes[index].kind == .number, let value = plainDecimal(start, count) { return value }
    if let number = NumberReader(start, count) {
      if let simple = number.simpleDouble { return simple }
      let value = Double(string(start, count))
      guard let value, value.isFinite else { throw .failed(.outOfRange, node: index) }
      return value
    }
    return try special(start, count, index)
  }

  /// A number that a scanner has read, of up to fifteen digits and without an exponent; else nil.
  @inline(__always)
  private mutating func plainDecimal(_ start: UnsafePointer<UInt8>, _ count: Int) -> Double? {
    guard count <= 16 else { return nil }
    var digits: UInt64 = 0
    var scale = 1.0
    var step = 1.0
    for index in (start[0] == 0x2D ? 1 : 0)..<count {
      let digit = UInt64(start[index] &- ASCII.zero)
      if digit < 10 {
        digits = digits &* 10 &+ digit
        scale *= step
      } else if start[index] == ASCII.dot {
        step = 10
      } else {
        return nil
      }
    }
    guard digits < 1 << 53 else { return nil }
    // Both are exact, hence so is the rounding.
    let magnitude = Double(Int64(bitPattern: digits)) / scale
    return start[0] == 0x2D ? -magnitude : magnitude
  }

  private mutating func float(_ index: Int) throws(InputStop) -> Float {
    let (start, count) = try numberText(index)
    if let number = NumberReader(start, count) {
      if let simple = number.simpleFloat { return simple }
      let value = Float(string(start, count))
      guard let value, value.isFinite else { throw .failed(.outOfRange, node: index) }
      return value
    }
    return Float(try special(start, count, index))
  }

  private mutating func string(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The names of what is no number.
  @inline(never)
  private mutating func special(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ index: Int
  ) throws(InputStop) -> Double {
    switch string(start, count) {
    case "NaN": return .nan
    case "Infinity": return .infinity
    case "-Infinity": return -.infinity
    default: throw .failed(.wrongType, node: index, detail: .number)
    }
  }

  // MARK: - The rest

  private mutating func truth(_ index: Int) throws(InputStop) -> Bool {
    switch nodes[index].kind {
    case .true: return true
    case .false: return false
    default: throw .failed(.wrongType, node: index, detail: .truth)
    }
  }

  private mutating func null(_ index: Int) throws(InputStop) {
    if nodes[index].kind == .null { return }
    if nodes[index].kind == .string,
      document.pointee.isString(index, Array("NULL_VALUE".utf8))
    {
      return
    }
    guard nodes[index].kind == .number, try signed(index, 0...0) == 0 else {
      throw .failed(.wrongType, node: index)
    }
  }

  /// The number of a name, or a number; nil for a name to be ignored.
  private mutating func enumeration(
    _ entry: UnsafePointer<InputEntry>, _ index: Int
  ) throws(InputStop) -> Int32? {
    if nodes[index].kind == .number {
      return Int32(truncatingIfNeeded: try signed(index, Int64(Int32.min)...Int64(Int32.max)))
    }
    guard nodes[index].kind == .string else {
      throw .failed(.wrongType, node: index, detail: .string)
    }
    let table = view.pointee.enums + Int(entry.pointee.target)
    let (start, count) = try numberText(index)
    let number = view.pointee.value(of: start, count, in: table)
    if number == nil, !view.pointee.options.ignoreUnknown {
      throw .failed(.unknownEnumValue, node: index, detail: .name)
    }
    return number
  }

  /// base64, or where that is wanted any text.
  private mutating func bytes(_ index: Int, skipsZero: Bool) throws(InputStop) -> Bool {
    guard nodes[index].kind == .string else {
      throw .failed(.wrongType, node: index, detail: .string)
    }
    if nodes[index].hasEscapes {
      let text = document.pointee.string(at: index)
      return try text.withUnsafeBufferPointer { text throws(InputStop) in
        guard let base = text.baseAddress else { return false }
        return try bytes(base, text.count, index, skipsZero: skipsZero)
      }
    }
    let (start, count) = try numberText(index)
    return try bytes(start, count, index, skipsZero: skipsZero)
  }

  private mutating func bytes(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ index: Int, skipsZero: Bool
  ) throws(InputStop) -> Bool {
    if count == 0, skipsZero { return false }
    guard limit - pen.out > count else { throw .full }
    let open = lengthCount
    beginLength()
    if let end = Base64Text.decode(start, count, pen.out) {
      pen.out = end
    } else if view.pointee.options.assumeBytes {
      pen.out.update(from: start, count: count)
      pen.out += count
    } else {
      throw .failed(.invalidValue, node: index, detail: .string)
    }
    endLengths(downTo: open)
    return true
  }
}
