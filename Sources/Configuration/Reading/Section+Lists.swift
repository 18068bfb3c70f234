/// A text with its place.
struct LocatedText {
  var text: String
  var value: LocatedNode
}

extension Section {
  /// The texts of a list; a single text is a list of one (CFG-3).
  func texts(_ key: String) -> [LocatedText] {
    guard let list = node(key) else { return [] }
    return list.items.compactMap { item in
      if let text = Loose.string(item.node) { return LocatedText(text: text, value: item) }
      if case .broken = item.node.value { return nil }
      sink.error("an item of `\(key)` must be a string, not \(item.node.noun)", at: item)
      return nil
    }
  }

  func strings(_ key: String) -> [String] { texts(key).map(\.text) }

  /// The whole numbers of a list, each within a range; a single number is a list of one.
  func integers(_ key: String, _ range: ClosedRange<Int>) -> [Int] {
    guard let list = node(key) else { return [] }
    return list.items.compactMap { item in
      if let number = Loose.integer(item.node), range.contains(number) { return number }
      if case .broken = item.node.value { return nil }
      sink.error(
        "an item of `\(key)` must be a whole number from \(range.lowerBound) to "
          + "\(range.upperBound), not \(Section.shown(item.node))", at: item)
      return nil
    }
  }

  /// The members of an object of texts, comments included: there the keys are data.
  func pairs(_ key: String) -> [(name: String, text: String, value: LocatedNode)] {
    guard let object = node(key) else { return [] }
    guard case .object(let members) = object.node.value else {
      sink.error("`\(key)` must be an object, not \(object.node.noun)", at: object)
      return []
    }
    return members.compactMap { member in
      let value = LocatedNode(
        node: member.value, pointer: JSONPointer.child(object.pointer, member.key))
      if let text = Loose.string(member.value) { return (member.key, text, value) }
      if case .broken = member.value.value { return nil }
      sink.error("\"\(member.key)\" must be a string, not \(member.value.noun)", at: value)
      return nil
    }
  }
}
