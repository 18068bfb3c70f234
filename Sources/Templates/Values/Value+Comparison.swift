extension Value {
  /// `eq`: whole numbers and others compare by value; nothing equals nothing only.
  func equals(_ other: Value) throws(FunctionFault) -> Bool {
    switch (self, other) {
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    case (.boolean(let left), .boolean(let right)): return left == right
    case (.integer(let left), .integer(let right)): return left == right
    case (.string(let left), .string(let right)): return left.utf8.elementsEqual(right.utf8)
    default:
      if let left = double, let right = other.double { return left == right }
      if isContainer || other.isContainer {
        throw FunctionFault(
          "\(isContainer ? noun : other.noun) cannot be compared", suggestion: "use deepEqual")
      }
      throw FunctionFault(
        "\(noun) and \(other.noun) are of different types",
        suggestion: "make them alike with int or toString")
    }
  }

  /// `lt`: numbers and texts.
  func precedes(_ other: Value) throws(FunctionFault) -> Bool {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): return left < right
    case (.string(let left), .string(let right)):
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    default:
      if let left = double, let right = other.double { return left < right }
      throw FunctionFault(
        "\(noun) and \(other.noun) have no order",
        suggestion: "make them alike with int or toString")
    }
  }

  /// Whether both hold the same, all the way down.
  func isSame(as other: Value, _ rendering: Rendering, depth: Int = 0) throws(FunctionFault) -> Bool
  {
    try rendering.descend(depth)
    switch (self, other) {
    case (.list(let left), .list(let right)):
      guard left.items.count == right.items.count else { return false }
      for (one, two) in zip(left.items, right.items) {
        if try !one.isSame(as: two, rendering, depth: depth + 1) { return false }
      }
      return true
    case (.map(let left), .map(let right)):
      guard left.entries.count == right.entries.count else { return false }
      for (key, one) in left.entries {
        guard let two = right.entries[key] else { return false }
        if try !one.isSame(as: two, rendering, depth: depth + 1) { return false }
      }
      return true
    default:
      if isContainer || other.isContainer { return false }
      return (try? equals(other)) ?? false
    }
  }

  var isContainer: Bool {
    switch self {
    case .list, .map: true
    default: false
    }
  }
}
