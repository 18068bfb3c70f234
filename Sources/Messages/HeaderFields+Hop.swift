import Bytes

extension HeaderFields {
  /// Appends the fields of a message that may travel on: not those of its hop, and not those that
  /// its `Connection` names (RFC 9110 §7.6.1). The fields that frame the content are left to
  /// whoever writes the message.
  public mutating func append(passing other: HeaderFields) {
    let hasOptions = other.firstIndex(of: .connection) != nil
    for index in 0..<other.count {
      let known = other.entries[index].known
      if known.isHopByHop || known == .contentLength { continue }
      if hasOptions, other.connection(names: index) { continue }
      append(from: other, at: index)
    }
  }

  /// Whether a line of `Connection` names field `index`.
  private func connection(names index: Int) -> Bool {
    let name = storage.span.extracting(nameRange(at: index))
    var line = firstIndex(of: .connection)
    while let found = line {
      let value = storage.span.extracting(valueRange(at: found))
      var cursor = 0
      while let member = FieldList.next(value, from: &cursor) {
        if ASCII.equalsIgnoringCase(value.extracting(member), name) { return true }
      }
      line = firstIndex(of: .connection, from: found + 1)
    }
    return false
  }
}
