import Bytes

/// Finds `{name}` in paths.
struct Placeholder {
  /// The name between the braces.
  var name: String
  /// The bytes from `{` to `}`.
  var range: Range<Int>

  /// Which bytes a name may hold.
  enum Names {
    /// Letters, digits, `-`, `_`, and only right after a slash (EP-4).
    case segment
    /// Also `.`, `:` and `/`, anywhere (`disable_rest` and `url_pattern`: EP-4, URL-1).
    case anywhere
  }

  /// All placeholders of a path, in order.
  static func all(in path: [UInt8], _ names: Names) -> [Placeholder] {
    var found: [Placeholder] = []
    var index = 0
    while index < path.count {
      if path[index] == 0x7B, let end = end(of: path, at: index, names) {
        let name = String(decoding: path[index + 1..<end], as: UTF8.self)
        found.append(Placeholder(name: name, range: index..<end + 1))
        index = end + 1
      } else {
        index += 1
      }
    }
    return found
  }

  private static func end(of path: [UInt8], at start: Int, _ names: Names) -> Int? {
    if names == .segment, start == 0 || path[start - 1] != ASCII.slash { return nil }
    if names == .anywhere, ReferenceMark.begins(path[(start + 1)...]) {
      return path[start...].firstIndex(of: 0x7D)
    }
    var end = start + 1
    while end < path.count, isName(path[end], names) { end += 1 }
    return end > start + 1 && end < path.count && path[end] == 0x7D ? end : nil
  }

  private static func isName(_ byte: UInt8, _ names: Names) -> Bool {
    if ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x2D || byte == 0x5F { return true }
    return names == .anywhere
      && (byte == ASCII.dot || byte == ASCII.colon || byte == ASCII.slash)
  }
}
