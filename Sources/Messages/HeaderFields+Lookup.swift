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

  /// Where the line of field `index`, CR LF included, lies in `storage`.
  public func lineRange(at index: Int) -> Range<Int> {
    let entry = entries[index]
    return Int(entry.nameStart)..<Int(entry.valueStart) + Int(entry.valueLength) + 2
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

  /// The same fields but for those of some names.
  public func without(_ names: [FieldName]) -> HeaderFields {
    var rest = HeaderFields(reserving: storage.count, count: count)
    for index in 0..<count {
      let name = storage.span.extracting(nameRange(at: index))
      if !names.contains(where: { $0.bytes.span.equals(name) }) {
        rest.append(from: self, at: index)
      }
    }
    return rest
  }

  /// The value of the first field of a known name, copied.
  public func value(of known: KnownField) -> [UInt8]? {
    firstIndex(of: known).map { Array(storage[valueRange(at: $0)]) }
  }

  /// Whether one of the comma-separated members of a field's lines is this token, in any case. The
  /// token is given in lower case.
  public func list(_ known: KnownField, contains token: StaticString) -> Bool {
    var index = firstIndex(of: known)
    while let found = index {
      let value = storage.span.extracting(valueRange(at: found))
      var cursor = 0
      while let member = FieldList.next(value, from: &cursor) {
        if value.extracting(member).equalsIgnoringCase(lower: token) { return true }
      }
      index = firstIndex(of: known, from: found + 1)
    }
    return false
  }

  /// Appends `Name: value` and CR LF for every field (RFC 9112 §5).
  public func write(to output: inout [UInt8]) {
    output.append(contentsOf: storage)
  }
}
