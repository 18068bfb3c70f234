import Bytes

/// The segments of a request's path, still encoded: where each one lies.
struct PathSegments {
  let bytes: [UInt8]
  private(set) var ranges: [Range<Int>] = []

  /// Nil for a path without a slash at the front or with a broken escape. More segments than
  /// `limit` fit no template that anybody writes.
  init?(_ path: [UInt8], limit: Int = 256) {
    guard path.first == ASCII.slash else { return nil }
    bytes = path
    guard path.count > 1 else { return }
    var start = 1
    for index in 1..<path.count {
      if path[index] == ASCII.slash {
        ranges.append(start..<index)
        start = index + 1
        guard ranges.count < limit else { return nil }
      } else if path[index] == ASCII.percent {
        guard index + 2 < path.count, ASCII.hexadecimalValue(path[index + 1]) != nil,
          ASCII.hexadecimalValue(path[index + 2]) != nil
        else { return nil }
      }
    }
    ranges.append(start..<path.count)
  }

  /// The same path with a verb cut off at the last colon of its last segment.
  func withoutVerb() -> (segments: PathSegments, verb: ArraySlice<UInt8>)? {
    guard let last = ranges.last, let colon = bytes[last].lastIndex(of: ASCII.colon) else {
      return nil
    }
    var rest = self
    rest.ranges[rest.ranges.count - 1] = last.lowerBound..<colon
    return (rest, bytes[(colon + 1)..<last.upperBound])
  }

  /// A segment, decoded.
  func decoded(_ index: Int) -> [UInt8] {
    let segment = bytes[ranges[index]]
    guard segment.contains(ASCII.percent) else { return Array(segment) }
    return PercentCoding.decode(Array(segment).span) ?? Array(segment)
  }

  /// The value of a variable that covers these segments. Of several segments a slash that was
  /// encoded stays so: `%2F` is part of a name, `/` stands between names (google/api/http.proto).
  func value(_ range: Range<Int>, isSingle: Bool) -> [UInt8] {
    guard !isSingle, !range.isEmpty else { return range.first.map { decoded($0) } ?? [] }
    let text = bytes[ranges[range.lowerBound].lowerBound..<ranges[range.upperBound - 1].upperBound]
    guard text.contains(ASCII.percent) else { return Array(text) }
    var output: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == ASCII.percent, let high = ASCII.hexadecimalValue(text[index + 1]),
        let low = ASCII.hexadecimalValue(text[index + 2])
      {
        let byte = high << 4 | low
        if byte == ASCII.slash {
          output.append(contentsOf: text[index..<index + 3])
        } else {
          output.append(byte)
        }
        index += 3
      } else {
        output.append(text[index])
        index += 1
      }
    }
    return output
  }
}
