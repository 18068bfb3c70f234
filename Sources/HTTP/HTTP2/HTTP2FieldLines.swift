import Bytes
import CNghttp2
import Messages

/// Field sections as the library takes them: names and values where they lie. The pointers hold
/// during the call that they are handed to, which copies what it needs and lowers the names.
enum HTTP2FieldLines {
  /// The pseudo-fields and fields of a request.
  static func with<Result>(
    _ head: HTTP2RequestHead, _ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result
  ) -> Result {
    withLines(pseudoCount: 4, of: head.fields) { list, append in
      head.storage.withUnsafeBufferPointer { storage in
        // The ranges were made together with the storage.
        func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
          UnsafeBufferPointer(rebasing: storage[range])
        }
        list.append(":method", part(head.methodRange))
        list.append(":scheme", part(head.schemeRange))
        list.append(":path", part(head.pathRange))
        if !head.authorityRange.isEmpty { list.append(":authority", part(head.authorityRange)) }
        append(&list)
        return body(list.start, list.count)
      }
    }
  }

  /// The status and fields of an answer.
  static func with<Result>(
    _ head: ResponseHead, _ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result
  ) -> Result {
    var digits = [3 of UInt8](repeating: ASCII.zero)
    let code = head.status.code
    digits[0] += UInt8(truncatingIfNeeded: code / 100 % 10)
    digits[1] += UInt8(truncatingIfNeeded: code / 10 % 10)
    digits[2] += UInt8(truncatingIfNeeded: code % 10)
    return withUnsafeBytes(of: digits) { bytes in
      withLines(pseudoCount: 1, of: head.fields) { list, append in
        list.append(":status", bytes.bindMemory(to: UInt8.self))
        append(&list)
        return body(list.start, list.count)
      }
    }
  }

  /// The fields behind the content.
  static func with<Result>(
    trailers: HeaderFields, _ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result
  ) -> Result {
    withLines(pseudoCount: 0, of: trailers) { list, append in
      append(&list)
      return body(list.start, list.count)
    }
  }

  private static func withLines<Result>(
    pseudoCount: Int, of fields: HeaderFields,
    _ body: (inout List, (inout List) -> Void) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(
      of: nghttp2_nv.self, capacity: pseudoCount + fields.count
    ) { memory in
      fields.storage.withUnsafeBufferPointer { storage in
        var list = List(memory)
        return body(&list) { list in
          for index in 0..<fields.count where !isLeftOut(fields, index) {
            // The ranges of fields lie in their storage.
            list.append(
              UnsafeBufferPointer(rebasing: storage[fields.nameRange(at: index)]),
              UnsafeBufferPointer(rebasing: storage[fields.valueRange(at: index)]),
              flags: varies(fields, index) ? UInt8(NGHTTP2_NV_FLAG_NO_INDEX.rawValue) : 0)
          }
        }
      }
    }
  }

  /// Fields of an HTTP/1 connection have no place here (RFC 9113 §8.2.2), `TE: trailers` excepted;
  /// `Host` is `:authority`.
  private static func isLeftOut(_ fields: HeaderFields, _ index: Int) -> Bool {
    let known = fields.entries[index].known
    switch known {
    case .host: return true
    case .te:
      return !fields.storage.span.extracting(fields.valueRange(at: index)).equals("trailers")
    default: return known.isHopByHop && known != .trailer
    }
  }

  /// Values that are hardly ever the same again only push others out of the peer's table.
  private static func varies(_ fields: HeaderFields, _ index: Int) -> Bool {
    let entry = fields.entries[index]
    switch entry.known {
    case .xRequestId, .contentLength, .date: return true
    case .other:
      return entry.nameLength == 12
        && fields.storage.span.extracting(fields.nameRange(at: index)).equals("Grpc-Timeout")
    default: return false
    }
  }

  /// A list in memory that somebody else holds, of just the size that is needed.
  private struct List {
    private let memory: UnsafeMutableBufferPointer<nghttp2_nv>
    private(set) var count = 0

    init(_ memory: UnsafeMutableBufferPointer<nghttp2_nv>) { self.memory = memory }

    var start: UnsafePointer<nghttp2_nv>? { memory.baseAddress.map { UnsafePointer($0) } }

    mutating func append(_ name: StaticString, _ value: UnsafeBufferPointer<UInt8>) {
      append(
        UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), value, flags: 0)
    }

    /// The library does not write to what it is shown, despite the mutable pointers in its type.
    mutating func append(
      _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>, flags: UInt8
    ) {
      guard count < memory.count else { return }
      memory.initializeElement(
        at: count,
        to: nghttp2_nv(
          name: UnsafeMutablePointer(mutating: name.baseAddress),
          value: UnsafeMutablePointer(mutating: value.baseAddress), namelen: name.count,
          valuelen: value.count, flags: flags))
      count += 1
    }
  }
}
