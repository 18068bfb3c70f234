import Bytes
import Document

extension OutputEngine {
  /// A number that stands alone or in a list.
  @inline(__always)
  mutating func numberField(
    _ entry: UnsafePointer<OutputEntry>, _ raw: UInt64
  ) throws(OutputStop) {
    if entry.pointee.skipsZero, raw & entry.pointee.mask == 0 { return try skipZero(entry) }
    if entry.pointee.isClosedEnum, isUnknown(raw, entry) { return }
    try prefix(entry)
    number(entry, raw)
  }

  /// Whether a closed enumeration lacks a number, which makes the field an unknown one.
  @inline(__always)
  func isUnknown(_ raw: UInt64, _ entry: UnsafePointer<OutputEntry>) -> Bool {
    view.hasNoName(Int32(truncatingIfNeeded: raw), entry.pointee.target)
  }

  /// Zero is left out, unless it takes back what was written.
  @inline(__always)
  func skipZero(_ entry: UnsafePointer<OutputEntry>) throws(OutputStop) {
    let bit = entry.pointee.bit
    if seen[Int(bit >> 6)] & (1 &<< UInt64(bit & 63)) != 0 { throw .disordered }
  }

  /// Several numbers in one field.
  @inline(__always)
  mutating func packed(
    _ entry: UnsafePointer<OutputEntry>, _ length: Int
  ) throws(OutputStop) {
    let stop = cursor + length
    let around = end
    end = stop
    while cursor < stop {
      guard out < textLimit, count < nodeLimit else { throw .full }
      let raw = try value(entry.pointee.wireType)
      if entry.pointee.isClosedEnum, isUnknown(raw, entry) { continue }
      try prefix(entry)
      number(entry, raw)
    }
    end = around
  }

  /// A string, bytes or a message that stands alone or in a list; the cursor is on its content.
  @inline(__always)
  mutating func delimitedField(
    _ entry: UnsafePointer<OutputEntry>, _ length: Int
  ) throws(OutputStop) {
    let start = cursor
    let stop = cursor + length
    if entry.pointee.kind.isMessage {
      try prefix(entry)
      return try message(entry, start, stop, resume: stop)
    }
    cursor = stop
    if entry.pointee.skipsZero, length == 0 { return try skipZero(entry) }
    try prefix(entry)
    try string(entry, start, length)
  }

  // MARK: - Text

  /// Writes a number and a comma.
  @inline(__always)
  mutating func number(_ entry: UnsafePointer<OutputEntry>, _ raw: UInt64) {
    let kind = entry.pointee.kind
    let start = out
    let signed: Int64
    switch kind {
    case .signed32: signed = Int64(Int32(truncatingIfNeeded: raw))
    case .signed64, .quotedSigned: signed = Int64(bitPattern: raw)
    case .zigzag32: signed = Varint.signed(raw & 0xFFFF_FFFF)
    case .zigzag64, .quotedZigzag: signed = Varint.signed(raw)
    case .unsigned, .quotedUnsigned: signed = 0
    default: return special(entry, raw)
    }
    let isUnsigned = kind == .unsigned || kind == .quotedUnsigned
    let magnitude = isUnsigned ? raw & entry.pointee.mask : signed.magnitude
    let isQuoted = kind.rawValue >= OutputKind.quotedSigned.rawValue
    // Written always, counted only where they belong.
    out[0] = ASCII.quote
    out += isQuoted ? 1 : 0
    out[0] = 0x2D
    out += signed < 0 ? 1 : 0
    out = DigitText.write(magnitude, out)
    out[0] = ASCII.quote
    out += isQuoted ? 1 : 0
    leaf(isQuoted ? .string : .number, from: start)
  }

  /// Numbers on the wire that are no whole numbers in JSON.
  @inline(__always)
  private mutating func special(_ entry: UnsafePointer<OutputEntry>, _ raw: UInt64) {
    let start = out
    switch entry.pointee.kind {
    case .bool:
      write(raw == 0 ? "false" : "true")
      leaf(raw == 0 ? .false : .true, from: start)
    case .double:
      let written = FloatText.write(Double(bitPattern: raw), out)
      out = written.end
      leaf(written.isString ? .string : .number, from: start)
    case .float:
      let bits = UInt32(truncatingIfNeeded: raw)
      let written = FloatText.write(Float(bitPattern: bits), out)
      out = written.end
      leaf(written.isString ? .string : .number, from: start)
    case .enumName:
      enumName(entry, Int32(truncatingIfNeeded: raw))
    default:
      write("null")
      leaf(.null, from: start)
    }
  }

  @inline(__always)
  private mutating func enumName(_ entry: UnsafePointer<OutputEntry>, _ number: Int32) {
    let start = out
    guard let piece = view.name(number, of: entry.pointee.target) else {
      out = DigitText.write(Int64(number), out)
      return leaf(.number, from: start)
    }
    // The comma at its end is written by `leaf`; names are checked for room when compiled.
    copyKey(piece.start, Int(piece.length))
    out -= 1
    leaf(.string, from: start)
  }

  /// Writes a string, or bytes as base64.
  @inline(__always)
  mutating func string(
    _ entry: UnsafePointer<OutputEntry>, _ source: UnsafePointer<UInt8>, _ length: Int,
    then byte: UInt8 = 0x2C
  ) throws(OutputStop) {
    guard textLimit - out > length else { throw .full }
    if entry.pointee.kind == .string {
      let plain = StringText.copyPlain(source, length, readable: readable - source, out + 1)
      if plain == length {
        let start = out
        out[0] = ASCII.quote
        out += length &+ 1
        out[0] = ASCII.quote
        out += 1
        return leaf(.string, from: start, then: byte)
      }
    }
    try rarely { engine throws(OutputStop) in
      try engine.unusualString(entry, source, length, then: byte)
    }
  }

  @inline(never)
  private mutating func unusualString(
    _ entry: UnsafePointer<OutputEntry>, _ source: UnsafePointer<UInt8>, _ length: Int,
    then byte: UInt8
  ) throws(OutputStop) {
    let start = out
    out[0] = ASCII.quote
    var hasEscapes = false
    if entry.pointee.kind == .bytes {
      guard textLimit - out > Base64Text.length(length) else { throw .full }
      out = Base64Text.encode(source, length, out + 1)
    } else {
      guard (textLimit - out) / 6 > length else { throw .full }
      let strict = entry.pointee.isStrictText
      guard let written = StringText.copyEscaped(source, length, strict: strict, out + 1) else {
        throw .failed(.notUTF8)
      }
      (out, hasEscapes) = written
    }
    out[0] = ASCII.quote
    out += 1
    leaf(.string, from: start, hasEscapes: hasEscapes, then: byte)
  }

  // MARK: - Nodes

  /// Adds the node of a value, or a name, that has just been written, and what stands behind it.
  @inline(__always)
  mutating func leaf(
    _ kind: Node.Kind, from start: UnsafeMutablePointer<UInt8>, hasEscapes: Bool = false,
    then byte: UInt8 = 0x2C
  ) {
    nodes[count] = Node(
      start: UInt32(truncatingIfNeeded: start - text), end: UInt32(truncatingIfNeeded: out - text),
      next: UInt32(truncatingIfNeeded: count &+ 1), kind: kind, hasEscapes: hasEscapes)
    count &+= 1
    out[0] = byte
    out += 1
  }

  /// Writes a text that the compiler knows.
  @inline(__always)
  mutating func write(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    out.update(from: text.utf8Start, count: length)
    out += length
  }

  /// Copies from the keys, 16 bytes at a time: both ends have that much to spare.
  @inline(__always)
  mutating func copyKey(_ start: UInt32, _ length: Int) {
    let source = UnsafeRawPointer(view.keys + Int(start))
    let target = UnsafeMutableRawPointer(out)
    var index = 0
    repeat {
      let chunk = source.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      target.storeBytes(of: chunk, toByteOffset: index, as: SIMD16<UInt8>.self)
      index &+= 16
    } while index < length
    out += length
  }
}
