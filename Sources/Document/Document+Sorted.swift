import Bytes

extension Document {
  /// The nodes of an object's names in the order of their decoded bytes, of equal names the last
  /// one only; empty for anything else. The value lies behind each name.
  public func sortedNames(of object: Int) -> [Int] {
    var names = members(of: object).map(\.name)
    names.sort { left, right in
      let order = compare(left, right)
      return order == 0 ? left < right : order < 0
    }
    var kept = 0
    for index in names.indices {
      if index + 1 < names.count, compare(names[index], names[index + 1]) == 0 { continue }
      names[kept] = names[index]
      kept += 1
    }
    names.removeLast(names.count - kept)
    return names
  }

  /// Compares two strings by their decoded bytes: negative, zero or positive.
  private func compare(_ left: Int, _ right: Int) -> Int {
    if tape[left].hasEscapes || tape[right].hasEscapes {
      return Self.compare(string(at: left).span, string(at: right).span)
    }
    let text = text.span
    return Self.compare(
      text.extracting(contentRange(of: left)), text.extracting(contentRange(of: right)))
  }

  private static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      return Int(left[index]) - Int(right[index])
    }
    return left.count - right.count
  }
}
