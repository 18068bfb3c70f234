import Shaping

/// The segments of a dot path.
func modelPath(_ text: some StringProtocol) -> [[UInt8]] {
  text.split(separator: ".", omittingEmptySubsequences: false).map { Array($0.utf8) }
}

/// A part brought into shape, as plainly as behaviour.md §3.3 says it; nil for null data. Throws
/// for an answer that is refused.
func modelShape(
  _ root: ModelValue, _ plan: ShapingPlan
) throws(ShapingFailure) -> ModelObject? {
  let isAny = plan.root == .anyBeside
  let root = isAny ? modelTargetOfAny(root, plan.target) : root
  var data = try modelRoot(root, plan.root)
  if !plan.target.isEmpty, !isAny {
    data = modelTarget(data ?? ModelObject(), modelPath(plan.target))
  }
  if !plan.flatmap.isEmpty {
    data = try modelFlatmap(data, plan.flatmap)
  } else if var object = data, !object.isEmpty {
    if !plan.allow.isEmpty {
      object = modelAllowed(object, plan)
    } else if plan.deny.contains(where: modelHasItems) {
      for path in plan.deny {
        object = modelDenyItems(.object(object), modelSteps(path, plan.root)[...]).object ?? object
      }
    } else {
      for path in plan.deny { modelDeny(&object, modelPath(path)[...]) }
    }
    let listed = plan.mapping.filter { modelHasItems($0.from) && !$0.from.hasSuffix("[]") }.map {
      (path: modelSteps($0.from, plan.root)[...], to: modelPath($0.to)[0])
    }
    if !listed.isEmpty { object = modelRenameItems(.object(object), listed).object ?? object }
    data = modelRename(object, plan.mapping.filter { !modelHasItems($0.from) })
  }
  guard !plan.group.isEmpty else { return data }
  return ModelObject([(Array(plan.group.utf8), data.map { .object($0) } ?? .null)])
}

private func modelAllowed(_ object: ModelObject, _ plan: ShapingPlan) -> ModelObject {
  guard plan.allow.contains(where: modelHasItems) else {
    return modelAllow(object, plan.allow.map { modelPath($0) })
  }
  return modelAllowItems(object, plan.allow.map { modelSteps($0, plan.root) })
}

private func modelRoot(
  _ root: ModelValue, _ rule: RootRule
) throws(ShapingFailure) -> ModelObject? {
  let collection = ModelObject([(Array("collection".utf8), root)])
  let content = ModelObject([(Array("content".utf8), root)])
  switch (rule, root) {
  case (.object, .object(let object)), (.safe, .object(let object)): return object
  case (.object, .null): return nil
  case (.object, _): throw .notAnObject
  case (.collection, .array), (.collection, .null), (.safe, .array), (.wrapped, _):
    return collection
  case (.collection, _): throw .notACollection
  case (.any, .object(let object)), (.anyBeside, .object(let object)): return object
  case (.any, .null), (.anyBeside, .null): return nil
  case (.any, .array), (.anyBeside, .array): return collection
  case (.safe, _), (.content, _), (.any, _), (.anyBeside, _): return content
  }
}

/// With `root: any` a target may be any value; `{}` where it leads nowhere.
private func modelTargetOfAny(_ root: ModelValue, _ target: String) -> ModelValue {
  var value = root
  guard !target.isEmpty else { return value }
  for name in modelPath(target) {
    guard let next = value.object?[name] else { return .object(ModelObject()) }
    value = next
  }
  return value
}

private func modelTarget(_ object: ModelObject, _ path: [[UInt8]]) -> ModelObject {
  var object = object
  for name in path { object = object[name]?.object ?? ModelObject() }
  return object
}

/// FMT-3, FMT-4: the entry that decides about a path is the last one that starts with it or that
/// it starts with, among those that were not cut off by a later one.
private func modelAllow(_ object: ModelObject, _ list: [[[UInt8]]]) -> ModelObject {
  var kept: [[[UInt8]]] = []
  for path in list {
    kept.removeAll { $0.starts(with: path) || path.starts(with: $0) }
    kept.append(path)
  }
  return modelKeep(object, kept) ?? ModelObject()
}

private func modelKeep(_ object: ModelObject, _ list: [[[UInt8]]]) -> ModelObject? {
  var result = ModelObject()
  for (name, value) in object.members {
    let below = list.filter { $0.first == name }.map { Array($0.dropFirst()) }
    guard !below.isEmpty else { continue }
    if below.contains([]) {
      result.set(name, value)
    } else if let inner = value.object.flatMap({ modelKeep($0, below) }) {
      result.set(name, .object(inner))
    }
  }
  return result.isEmpty ? nil : result
}

private func modelDeny(_ object: inout ModelObject, _ path: ArraySlice<[UInt8]>) {
  guard let name = path.first else { return }
  if path.count == 1 {
    object.remove(name)
  } else if case .object(var inner)? = object[name] {
    modelDeny(&inner, path.dropFirst())
    object.set(name, .object(inner))
  }
}

/// FMT-6: where new names meet others, what is renamed comes last, in the order of the mapping.
private func modelRename(_ object: ModelObject, _ mapping: [ShapingPlan.Rename]) -> ModelObject {
  var targets: [[UInt8]: [UInt8]] = [:]
  for rename in mapping { targets[Array(rename.from.utf8)] = modelPath(rename.to)[0] }
  let members = object.members.filter { targets[$0.name] != $0.name }
  let renamed = members.map { (targets[$0.name] ?? $0.name, $0.value) }
  let result = ModelObject(renamed)
  guard result.names.count < renamed.count else { return result }
  let rest = members.filter { targets[$0.name] == nil }.map { ($0.name, $0.value) }
  let last = mapping.compactMap { rename in
    members.first { $0.name == Array(rename.from.utf8) }
      .map { (modelPath(rename.to)[0], $0.value) }
  }
  return ModelObject(rest + last)
}
