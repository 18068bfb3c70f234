import Document

/// Compares JSON values: members in any order and the last of the same name, numbers by their text,
/// strings by what they mean.
struct JSONComparison {
  private let expected: Document
  private let actual: Document
  private let allowsSurplus: Bool
  private var waiting: [(expected: Int, actual: Int, pointer: String)]

  /// The first difference found, in words; nil if the values are equal. With `allowsSurplus`
  /// objects may have members that nobody expects.
  static func difference(
    expected: Document, actual: Document, allowsSurplus: Bool = false
  ) -> String? {
    var comparison = JSONComparison(expected, actual, allowsSurplus)
    while let (expected, actual, pointer) = comparison.waiting.popLast() {
      if let difference = comparison.compare(expected, actual, pointer) { return difference }
    }
    return nil
  }

  private init(_ expected: Document, _ actual: Document, _ allowsSurplus: Bool) {
    self.expected = expected
    self.actual = actual
    self.allowsSurplus = allowsSurplus
    waiting = [(expected.root, actual.root, "")]
  }

  private mutating func compare(_ left: Int, _ right: Int, _ pointer: String) -> String? {
    let isEqual: Bool
    switch (expected.kind(of: left), actual.kind(of: right)) {
    case (.object, .object): return compareObjects(left, right, pointer)
    case (.array, .array): return compareArrays(left, right, pointer)
    case (.string, .string): isEqual = expected.string(at: left) == actual.string(at: right)
    case (let leftKind, let rightKind):
      isEqual = leftKind == rightKind && expected.slice(of: left) == actual.slice(of: right)
    }
    return isEqual ? nil : differ(left, right, pointer)
  }

  private mutating func compareArrays(_ left: Int, _ right: Int, _ pointer: String) -> String? {
    guard expected.count(of: left) == actual.count(of: right) else {
      return differ(left, right, pointer)
    }
    for (index, pair) in zip(expected.elements(of: left), actual.elements(of: right)).enumerated() {
      waiting.append((pair.0, pair.1, "\(pointer)/\(index)"))
    }
    return nil
  }

  private mutating func compareObjects(_ left: Int, _ right: Int, _ pointer: String) -> String? {
    let names = expected.names(of: left)
    let others = actual.names(of: right)
    if let missing = names.subtracting(others).sorted().first {
      return "\(pointer)/\(missing) is missing"
    }
    if !allowsSurplus, let surplus = others.subtracting(names).sorted().first {
      return "\(pointer)/\(surplus) should not be there"
    }
    for name in names {
      let bytes = Array(name.utf8)
      guard let value = expected.value(of: bytes, in: left),
        let other = actual.value(of: bytes, in: right)
      else { continue }
      waiting.append((value, other, "\(pointer)/\(name)"))
    }
    return nil
  }

  private func differ(_ left: Int, _ right: Int, _ pointer: String) -> String {
    let expected = String(decoding: expected.slice(of: left).prefix(200), as: UTF8.self)
    let actual = String(decoding: actual.slice(of: right).prefix(200), as: UTF8.self)
    return "\(pointer.isEmpty ? "/" : pointer) is \(actual) instead of \(expected)"
  }
}

extension Document {
  fileprivate func names(of object: Int) -> Set<String> {
    Set(members(of: object).map { String(decoding: string(at: $0.name), as: UTF8.self) })
  }
}
