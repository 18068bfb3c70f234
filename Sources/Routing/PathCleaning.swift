import Bytes

/// Removes empty and dot segments from a decoded path (RFC 3986 §5.2.4). A final slash stays.
enum PathCleaning {
  static func clean(_ path: Span<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(path.count + 1)
    var start = 0
    var endsInSlash = false
    while start <= path.count {
      let end = path.firstIndex(of: ASCII.slash, from: start) ?? path.count
      let segment = path.extracting(start..<end)
      endsInSlash = segment.count == 0 || segment.equals(".")
      if segment.equals("..") {
        dropLastSegment(&output)
      } else if !endsInSlash {
        output.append(ASCII.slash)
        output.append(segment)
      }
      start = end + 1
    }
    if output.isEmpty || endsInSlash { output.append(ASCII.slash) }
    return output
  }

  /// Each byte is removed once, so the whole stays linear.
  private static func dropLastSegment(_ output: inout [UInt8]) {
    while let last = output.popLast(), last != ASCII.slash {}
  }

  /// Whether the segment is `.` or `..`: such a one never fills a placeholder.
  static func isDotSegment(_ path: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= 2, path[range.lowerBound] == ASCII.dot else { return false }
    return range.count == 1 || path[range.lowerBound + 1] == ASCII.dot
  }
}
