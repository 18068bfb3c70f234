import Shaping

/// The flatmap operations on a tree of labelled nodes, one object per node and without any haste:
/// what behaviour.md §3.4 and §17 say, word for word.
final class ModelNode {
  /// What it is without children: null if it lost them.
  var value: ModelValue
  var isCollection = false
  var children: [(label: [UInt8], node: ModelNode)] = []

  init() { value = .null }

  convenience init(_ value: ModelValue) {
    self.init()
    read(value)
  }

  /// Reads a value into the node: children that are there already stay.
  func read(_ value: ModelValue) {
    switch value {
    case .object(let object):
      isCollection = false
      if object.isEmpty { self.value = value }
      for (name, value) in object.members { read(value, at: name) }
    case .array(let items):
      isCollection = true
      if items.isEmpty { self.value = value }
      for (index, item) in items.enumerated() { read(item, at: Array("\(index)".utf8)) }
    default:
      isCollection = false
      self.value = value
    }
  }

  private func read(_ value: ModelValue, at label: [UInt8]) {
    if let known = child(label) {
      known.read(value)
    } else {
      children.append((label, ModelNode(value)))
    }
  }

  var current: ModelValue {
    if children.isEmpty { return value }
    if isCollection { return .array(children.map { $0.node.current }) }
    return .object(ModelObject(children.map { ($0.label, $0.node.current) }))
  }

  func child(_ label: [UInt8]) -> ModelNode? { children.first { $0.label == label }?.node }

  func get(_ path: ArraySlice<[UInt8]>) -> ModelValue? {
    guard let label = path.first else { return current }
    if label == star {
      if children.isEmpty { return nil }
      return .array(children.map { $0.node.get(path.dropFirst()) ?? .null })
    }
    return child(label)?.get(path.dropFirst())
  }

  func delete(_ path: ArraySlice<[UInt8]>) {
    guard let label = path.first else { return }
    if path.count > 1 {
      if label == star {
        for child in children { child.node.delete(path.dropFirst()) }
      } else {
        child(label)?.delete(path.dropFirst())
      }
    } else if label == star {
      children = []
    } else if let index = children.firstIndex(where: { $0.label == label }) {
      children.remove(at: index)
    }
  }

  /// The node at the end of a path of labels, made if need be.
  func make(_ path: ArraySlice<[UInt8]>) -> ModelNode {
    var node = self
    for label in path {
      if let known = node.child(label) {
        node = known
        continue
      }
      let made = ModelNode()
      node.hang(made, label)
      node = made
    }
    return node
  }

  func hang(_ node: ModelNode, _ label: [UInt8]) { children.append((label, node)) }
}

/// `*`.
let star: [UInt8] = [0x2A]

/// Applies operations to data; nil for null.
func modelFlatmap(
  _ data: ModelObject?, _ operations: [FlatmapOperation]
) throws(ShapingFailure) -> ModelObject? {
  let root = ModelNode(data.map { .object($0) } ?? .null)
  for operation in operations {
    let paths = operation.arguments.map { modelPath($0) }
    switch operation.type {
    case "del": for path in paths { root.delete(path[...]) }
    case "move", "append":
      guard paths.count > 1 else { throw .brokenOperation }
      if operation.type == "move" {
        modelMove(root, paths[0], paths[1])
      } else {
        modelAppend(root, paths[0], paths[1])
      }
    default: break
    }
  }
  return root.current.object
}

private func modelAppend(_ root: ModelNode, _ source: [[UInt8]], _ destination: [[UInt8]]) {
  guard case .array(let new)? = root.get(source[...]),
    case .array(let old)? = root.get(destination[...])
  else { return }
  root.make(destination[...]).read(.array(old + new))
  root.delete(source[...])
}

private func modelMove(_ root: ModelNode, _ source: [[UInt8]], _ destination: [[UInt8]]) {
  var parents: [(node: ModelNode, labels: [[UInt8]])] = [(root, [])]
  for label in source.dropLast() {
    parents = parents.flatMap { parent, labels in
      let all = parent.children.filter { label == star || $0.label == label }
      return (label == star ? all : Array(all.prefix(1))).map { ($0.node, labels + [$0.label]) }
    }
  }
  let last = source[source.count - 1]
  let newLast = destination[destination.count - 1]
  var moved: [(node: ModelNode, parent: ModelNode, labels: [[UInt8]])] = []
  for (parent, labels) in parents {
    guard let index = parent.children.firstIndex(where: { $0.label == last }) else { continue }
    if source.count == destination.count {
      modelRelabel(parent, index, newLast)
    } else {
      moved.append((parent.children.remove(at: index).node, parent, labels))
    }
  }
  for (node, parent, labels) in moved {
    if source.count < destination.count {
      parent.make(destination[(source.count - 1)...].dropLast()).hang(node, newLast)
      continue
    }
    var target = root
    for (level, label) in destination.dropLast().enumerated() {
      guard let next = target.child(label == star ? labels[level] : label) else { break }
      target = next
    }
    target.hang(node, newLast)
  }
}

/// §17: of two children with one label the moved one is the later one.
private func modelRelabel(_ parent: ModelNode, _ index: Int, _ label: [UInt8]) {
  guard parent.children[index].label != label else { return }
  let hasTwin = parent.child(label) != nil
  parent.children[index].label = label
  if hasTwin && !parent.isCollection { parent.children.append(parent.children.remove(at: index)) }
}
