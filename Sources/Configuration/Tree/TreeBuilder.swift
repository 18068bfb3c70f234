/// Puts a tree together from what a reader finds, without recursion and within limits.
struct TreeBuilder {
  /// An object or a list that is not closed yet.
  struct Frame {
    let isObject: Bool
    let position: SourcePosition
    var items: [ConfigurationNode] = []
    var members: [ConfigurationNode.Member] = []
    /// Where each key stands, by its name.
    var keys: [String: SourcePosition] = [:]
    var key: (name: String, position: SourcePosition)?
  }

  private(set) var frames: [Frame] = []
  private(set) var root: ConfigurationNode?
  private(set) var values = 0

  /// Why a tree cannot go on.
  enum Failure: Error {
    case tooDeep
    case tooMany
  }

  var top: Frame? { frames.last }

  mutating func open(object: Bool, at position: SourcePosition) throws(Failure) {
    guard frames.count < TreeLimits.depth else { throw .tooDeep }
    frames.append(Frame(isObject: object, position: position))
  }

  /// Notes the key of the next value; the place of the same key before, if there is one.
  mutating func key(_ name: String, at position: SourcePosition) -> SourcePosition? {
    guard let top = frames.indices.last else { return nil }
    frames[top].key = (name, position)
    return frames[top].keys.updateValue(position, forKey: name)
  }

  /// Counts a value and leaves it out of the object that it would belong to.
  mutating func leaveOut(counting count: Int) throws(Failure) {
    values += count
    guard values <= TreeLimits.values else { throw .tooMany }
    if let top = frames.indices.last { frames[top].key = nil }
  }

  /// Closes the innermost object or list and returns it; it is not in its parent yet.
  mutating func close() -> ConfigurationNode? {
    guard let frame = frames.popLast() else { return nil }
    let value: ConfigurationNode.Value =
      frame.isObject ? .object(frame.members) : .list(frame.items)
    return ConfigurationNode(value: value, position: frame.position)
  }

  /// Puts a value where it belongs: under its key, after the items before, or at the root.
  mutating func add(_ node: ConfigurationNode, counting count: Int = 1) throws(Failure) {
    values += count
    guard values <= TreeLimits.values else { throw .tooMany }
    guard let top = frames.indices.last else {
      root = node
      return
    }
    if frames[top].isObject {
      guard let key = frames[top].key else { return }
      frames[top].members.append(.init(key: key.name, position: key.position, value: node))
      frames[top].key = nil
    } else {
      frames[top].items.append(node)
    }
  }
}
