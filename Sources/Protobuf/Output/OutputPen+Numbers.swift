import Bytes
import Document

extension OutputPen {
  /// Writes a signed number that is a plain varint, the kind met most; false, and nothing has
  /// happened, for all other kinds.
  @inline(__always)
  mutating func wholeNumber(_ entry: UnsafePointer<OutputEntry>, _ raw: UInt64) -> Bool {
    let kind = entry.pointee.kind
    guard kind == .signed32 || kind == .quotedSigned || kind == .signed64 else { return false }
    let start = out
    let number = kind == .signed32 ? Int64(Int32(truncatingIfNeeded: raw)) : Int64(bitPattern: raw)
    let isQuoted = kind == .quotedSigned
    // Quotes are always written, but only counted where they belong.
    out[0] = ASCII.quote
    out += isQuoted ? 1 : 0
    out = DigitText.write(number, out)
    out[0] = ASCII.quote
    out += isQuoted ? 1 : 0
    leaf(isQuoted ? .string : .number, from: start)
    return true
  }

  /// Writes a number and a comma.
  @inline(never)
  mutating func number(
    _ entry: UnsafePointer<OutputEntry>, _ raw: UInt64, _ view: UnsafePointer<OutputView>
  ) {
    let start = out
    switch entry.pointee.kind {
    case .signed32: whole(Int64(Int32(truncatingIfNeeded: raw)))
    case .signed64: whole(Int64(bitPattern: raw))
    case .unsigned:
      out = DigitText.write(raw & entry.pointee.mask, out)
      leaf(.number, from: start)
    case .zigzag32: whole(Varint.signed(raw & 0xFFFF_FFFF))
    case .zigzag64: whole(Varint.signed(raw))
    case .quotedSigned: quoted(Int64(bitPattern: raw))
    case .quotedZigzag: quoted(Varint.signed(raw))
    case .quotedUnsigned:
      out[0] = ASCII.quote
      out = DigitText.write(raw & entry.pointee.mask, out + 1)
      out[0] = ASCII.quote
      out += 1
      leaf(.string, from: start)
    case .bool:
      // "false" or "true", first letter lowest.
      write(word: raw == 0 ? 0x65_736C_6166 : 0x6575_7274, raw == 0 ? 5 : 4)
      leaf(raw == 0 ? .false : .true, from: start)
    case .double: floating(FloatText.write(Double(bitPattern: raw), out))
    case .float:
      floating(FloatText.write(Float(bitPattern: UInt32(truncatingIfNeeded: raw)), out))
    case .enumName: name(Int32(truncatingIfNeeded: raw), of: entry.pointee.target, view)
    default:
      write("null")
      leaf(.null, from: start)
    }
  }

  @inline(__always)
  private mutating func whole(_ number: Int64) {
    let start = out
    out = DigitText.write(number, out)
    leaf(.number, from: start)
  }

  @inline(__always)
  private mutating func quoted(_ number: Int64) {
    let start = out
    out[0] = ASCII.quote
    out = DigitText.write(number, out + 1)
    out[0] = ASCII.quote
    out += 1
    leaf(.string, from: start)
  }

  @inline(__always)
  mutating func floating(_ written: FloatText.Written) {
    let start = out
    out = written.end
    leaf(written.isString ? .string : .number, from: start)
  }

  /// The name of an enumeration's number, or the number if it has none.
  @inline(__always)
  private mutating func name(
    _ number: Int32, of index: UInt32, _ view: UnsafePointer<OutputView>
  ) {
    let piece = view.pointee.name(number, of: index)
    guard piece.length > 0 else { return whole(Int64(number)) }
    // The comma at its end is written by `leaf`; there is room for the longest name as for a key.
    let start = out
    copy(view.pointee.keys + Int(piece.start), Int(piece.length))
    out -= 1
    leaf(.string, from: start)
  }

  /// A number or truth value as a name.
  @inline(__always)
  mutating func numberKey(_ key: UnsafePointer<OutputEntry>, _ raw: UInt64) {
    let start = out
    out[0] = ASCII.quote
    out += 1
    switch key.pointee.kind {
    case .bool: write(raw == 0 ? "false" : "true")
    case .signed32: out = DigitText.write(Int64(Int32(truncatingIfNeeded: raw)), out)
    case .signed64, .quotedSigned: out = DigitText.write(Int64(bitPattern: raw), out)
    case .zigzag32: out = DigitText.write(Varint.signed(raw & 0xFFFF_FFFF), out)
    case .zigzag64, .quotedZigzag: out = DigitText.write(Varint.signed(raw), out)
    default: out = DigitText.write(raw & key.pointee.mask, out)
    }
    out[0] = ASCII.quote
    out += 1
    leaf(.string, from: start, then: ASCII.colon)
  }
}
