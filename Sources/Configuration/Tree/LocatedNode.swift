/// A value together with the pointer that leads to it.
struct LocatedNode: Sendable {
  var node: ConfigurationNode
  var pointer: String

  /// The items of a list; anything else is a list of one (CFG-3), null and what is broken of none.
  var items: [LocatedNode] {
    switch node.value {
    case .null, .broken: []
    case .list(let items):
      items.enumerated().map { LocatedNode(node: $1, pointer: JSONPointer.child(pointer, $0)) }
    default: [self]
    }
  }
}
