import Bytes

extension HeaderFields {
  /// Where the name of field `index` lies in `storage`.
  public func nameRange(at index: Int) -> Range<Int> {
    let entry = entries[index]
    return Int(entry.nameStart)..<Int(entry.nameStart) + Int(entry.nameLength)
  }

  /// Where the value of field `index` lies in `storage`.
  public func valueRange(at index: Int) -> Range<Int> {
    let entry = entries[index]
    return Int(entry.valueStart)..<Int(entry.valueStart) + Int(entry.valueLength)
  }

  /// The first field of a known name at or after `start`, or nil.
  public func firstIndex(of known: KnownField, from start: Int = 0) -> Int? {
    var index = start
    while index < entries.count {
      if entries[index].known == known { return index }
      index += 1
    }
    return nil
  }

  /// The first field of this name at or after `start`, or nil.
  public func firstIndex(of name: FieldName, from start: Int = 0) -> Int? {
    if name.known != .other { return firstIndex(of: name.known, from: start) }
    var index = start
    while index < entries.count {
      if entries[index].known == .other,
        storage.span.extracting(nameRange(at: index)).equals(name.bytes.span)
      {
        return index
      }
      index += 1
    }
    return nil
  }

  /// The value of the first field of a known name, copied.
  public func value(of known: KnownField) -> [UInt8]? {
    firstIndex(of: known).map { Array(storage[valueRange(at: $0)]) }
  }

  /// Whether one of the comma-separated members of a field's lines is this token, in any case.
  public func list(_ known: KnownField, contains token: StaticString) -> Bool {
    var index = firstIndex(of: known)
    let wanted = [UInt8](token)
    while let found = index {
      if member(wanted, isIn: valueRange(at: found)) { return true }
      index = firstIndex(of: known, from: found + 1)
    }
    return false
  }

  private func member(_ wanted: [UInt8], isIn range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      while end < range.upperBound, storage[end] != ASCII.comma { end += 1 }
      let text = storage.span.extracting(start..<end)
      if let trimmed = FieldValue.trimmed(text),
        ASCII.equalsIgnoringCase(text.extracting(trimmed), wanted.span)
      {
        return true
      }
      start = end + 1
    }
    return false
  }

  /// Appends `Name: value` and CR LF for every field (RFC 9112 §5).
  public func write(to output: inout [UInt8]) {
    for index in 0..<entries.count {
      output.append(storage.span, nameRange(at: index))
      output.append(ASCII.colon)
      output.append(ASCII.space)
      output.append(storage.span, valueRange(at: index))
      output.append(ASCII.carriageReturn)
      output.append(ASCII.lineFeed)
    }
  }
}
