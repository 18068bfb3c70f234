import Bytes

/// Where the wire format is written. As with `OutputPen`, whoever writes works on a copy.
///
/// Unsafe: the memory is not initialised behind what is written. There has to be room; see
/// `InputEngine`.
struct InputPen {
  /// Where the next byte is written.
  var out: UnsafeMutablePointer<UInt8>
  let start: UnsafeMutablePointer<UInt8>

  /// Writes a tag.
  @inline(__always)
  mutating func tag(_ entry: UnsafePointer<InputEntry>) {
    StringText.store(entry.pointee.tag, out)
    out += entry.pointee.tagLength
  }

  /// Writes one byte.
  @inline(__always)
  mutating func byte(_ byte: UInt8) {
    out[0] = byte
    out += 1
  }

  @inline(__always)
  mutating func varint(_ value: UInt64) { out = Varint.write(value, out) }

  @inline(__always)
  mutating func fixed64(_ value: UInt64) {
    StringText.store(value, out)
    out += 8
  }

  @inline(__always)
  mutating func fixed32(_ value: UInt32) {
    UnsafeMutableRawPointer(out).storeBytes(of: value.littleEndian, as: UInt32.self)
    out += 4
  }

  /// Writes a length and bytes. Up to `readable` bytes may be looked at; there has to be room for
  /// sixteen more than are written.
  @inline(__always)
  mutating func bytes(_ source: UnsafePointer<UInt8>, _ count: Int, readable: Int = 0) {
    if count < 0x80 {
      byte(UInt8(truncatingIfNeeded: count))
    } else {
      varint(UInt64(truncatingIfNeeded: count))
    }
    if count &+ 16 <= readable {
      copyChunks(source, count)
    } else {
      out.update(from: source, count: count)
    }
    out += count
  }

  /// Copies sixteen bytes at a time, the last ones too.
  @inline(__always)
  private func copyChunks(_ source: UnsafePointer<UInt8>, _ count: Int) {
    let source = UnsafeRawPointer(source)
    let target = UnsafeMutableRawPointer(out)
    var index = 0
    while index < count {
      let chunk = source.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      target.storeBytes(of: chunk, toByteOffset: index, as: SIMD16<UInt8>.self)
      index &+= 16
    }
  }

  /// Writes the length into the byte that was left for it at `place`; moves what is behind if it
  /// takes more than that.
  @inline(__always)
  mutating func length(at place: UnsafeMutablePointer<UInt8>) {
    let length = out - place - 1
    if length < 0x80 {
      place[0] = UInt8(truncatingIfNeeded: length)
    } else {
      longLength(at: place, length)
    }
  }

  @inline(never)
  private mutating func longLength(at place: UnsafeMutablePointer<UInt8>, _ length: Int) {
    let size = Varint.length(UInt64(length))
    (place + size).update(from: place + 1, count: length)
    _ = Varint.write(UInt64(length), place)
    out += size - 1
  }
}
