import Shaping

/// One step of a path that may lead through the items of arrays.
enum ModelStep: Hashable {
  case name([UInt8])
  case items
}

/// The steps of a path; one that begins with a root array begins where the decoder puts that.
func modelSteps(_ text: String, _ root: RootRule) -> [ModelStep] {
  var steps: [ModelStep] = []
  for segment in text.split(separator: ".", omittingEmptySubsequences: false) {
    var name = String(segment)
    var items = 0
    while name.hasSuffix("[]") {
      name.removeLast(2)
      items += 1
    }
    if items == 0 || !name.isEmpty {
      steps.append(.name(Array(name.utf8)))
    } else if steps.isEmpty, ![.object, .content, .any].contains(root) {
      steps.append(.name(Array("collection".utf8)))
    }
    steps += [ModelStep](repeating: .items, count: items)
  }
  return steps
}

/// Whether a path leads through items.
func modelHasItems(_ text: String) -> Bool {
  text.split(separator: ".", omittingEmptySubsequences: false).contains { $0.hasSuffix("[]") }
}

/// `allow` with paths through items (ITM-1).
func modelAllowItems(_ object: ModelObject, _ list: [[ModelStep]]) -> ModelObject {
  var kept: [[ModelStep]] = []
  for path in list {
    kept.removeAll { $0.starts(with: path) || path.starts(with: $0) }
    kept.append(path)
  }
  return modelKeepItems(.object(object), kept, isItem: false)?.object ?? ModelObject()
}

private func modelKeepItems(
  _ value: ModelValue, _ list: [[ModelStep]], isItem: Bool
) -> ModelValue? {
  let items = list.filter { $0.first == .items }.map { Array($0.dropFirst()) }
  switch value {
  case .object(let object) where items.count < list.count:
    var result = ModelObject()
    for (name, value) in object.members {
      let below = list.filter { $0.first == .name(name) }.map { Array($0.dropFirst()) }
      guard !below.isEmpty else { continue }
      let kept = below.contains([]) ? value : modelKeepItems(value, below, isItem: false)
      if let kept { result.set(name, kept) }
    }
    return result.isEmpty && !isItem ? nil : .object(result)
  case .array(let values) where !items.isEmpty:
    if items.contains([]) { return value }
    return .array(values.compactMap { modelKeepItems($0, items, isItem: true) })
  default: return nil
  }
}

/// `deny` with paths through items (ITM-2).
func modelDenyItems(_ value: ModelValue, _ path: ArraySlice<ModelStep>) -> ModelValue {
  guard let step = path.first else { return value }
  let rest = path.dropFirst()
  switch (step, value) {
  case (.name(let name), .object(var object)):
    guard let inner = object[name] else { return value }
    if rest.isEmpty { object.remove(name) } else { object.set(name, modelDenyItems(inner, rest)) }
    return .object(object)
  case (.items, .array(let values)):
    return .array(rest.isEmpty ? [] : values.map { modelDenyItems($0, rest) })
  default: return value
  }
}

/// `mapping` with old names below items (ITM-3): paths with new names.
func modelRenameItems(
  _ value: ModelValue, _ list: [(path: ArraySlice<ModelStep>, to: [UInt8])]
) -> ModelValue {
  let items = list.filter { $0.path.first == .items }.map { ($0.path.dropFirst(), $0.to) }
  switch value {
  case .array(let values) where !items.isEmpty:
    return .array(values.map { modelRenameItems($0, items) })
  case .object(let object):
    var rest: [([UInt8], ModelValue)] = []
    var renamed: [(order: Int, name: [UInt8], value: ModelValue)] = []
    for (name, value) in object.members {
      let below = list.filter { $0.path.first == .name(name) }
      let inner = modelRenameItems(
        value, below.filter { $0.path.count > 1 }.map { ($0.path.dropFirst(), $0.to) })
      let order = list.lastIndex { $0.path.count == 1 && $0.path.first == .name(name) }
      if let order, list[order].to != name {
        renamed.append((order, list[order].to, inner))
      } else {
        rest.append((name, inner))
      }
    }
    let last = renamed.sorted { $0.order < $1.order }.map { ($0.name, $0.value) }
    return .object(ModelObject(rest + last))
  default: return value
  }
}
