// Fields as text, for code that is not on the path of every request.
extension HeaderFields {
  /// The value of the first field of this name, in any case; nil if there is none, or the name is
  /// no name of a field.
  public func text(_ name: String) -> String? {
    guard let name = FieldName(name), let index = firstIndex(of: name) else { return nil }
    return String(decoding: storage[valueRange(at: index)], as: UTF8.self)
  }

  /// Adds a field behind those that are there; false, and nothing done, if the name or the value
  /// could not stand in a message.
  @discardableResult
  public mutating func add(_ name: String, _ value: String) -> Bool {
    guard let name = FieldName(name), let value = FieldValue(value) else { return false }
    append(name, value)
    return true
  }

  /// Puts a field in the place of all of its name; false, and nothing done, if the name or the
  /// value could not stand in a message.
  @discardableResult
  public mutating func set(_ name: String, _ value: String) -> Bool {
    guard FieldValue(value) != nil else { return false }
    remove(name)
    return add(name, value)
  }

  /// Removes all fields of a name, in any case.
  public mutating func remove(_ name: String) {
    guard let name = FieldName(name), firstIndex(of: name) != nil else { return }
    var kept = HeaderFields()
    for index in 0..<count where !storage[nameRange(at: index)].elementsEqual(name.bytes) {
      kept.append(from: self, at: index)
    }
    self = kept
  }
}

extension RequestHead {
  /// The same head with other fields.
  public func with(_ fields: HeaderFields) -> RequestHead {
    RequestHead(method: method, target: target, version: version, fields: fields)
  }
}
