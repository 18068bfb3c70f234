/// §5.3.2: fields that share a place in the answer have to be the same field.
///
/// Each pair of fields is compared once, however many ways lead to it, and all of it within a
/// budget. Without a schema, two fields are known to meet only if they stand in one selection set
/// under the same type condition, or one of them under none.
final class OverlapRule {
  /// Two fields that may meet.
  private struct Pair: Hashable {
    let first: Int
    let second: Int
    /// Whether both can never be of the same object: then only their shapes have to agree.
    let isExclusive: Bool
  }

  private typealias FlatField = FlatSelections.FlatField

  /// The fields of a set by their names in the answer.
  private struct Grouped {
    var groups: [[FlatField]] = []
    var places: [String: Int] = [:]
  }

  /// Leaves that are equal in this say the same.
  private struct Leaf: Hashable {
    let responseName: String
    let name: String
    let arguments: [UInt8]
    let parent: String?
    let condition: String?
    let conditions: Int
  }

  private let run: ValidationRun
  private let flat: FlatSelections
  private let keys: ArgumentKeys
  private var compared: Set<Pair> = []
  private var open: [Pair] = []
  private var grouped: [Int: Grouped] = [:]

  init(_ run: ValidationRun) {
    self.run = run
    flat = FlatSelections(run.graph, run.budget)
    keys = ArgumentKeys(run.graph)
  }

  func check() {
    let below = run.graph.fields.compactMap(\.set)
    for set in run.graph.operationSets + run.graph.fragmentSets + below where !isDone {
      for group in grouped(set).groups {
        for (index, first) in group.enumerated() {
          for second in group.dropFirst(index + 1) { meet(first, second, false) }
        }
        compareAll()
      }
    }
    if run.budget.isSpent {
      run.report(
        "the document has too many fields that may meet in one place of the answer",
        run.operations.first?.location ?? DocumentLocation(line: 1, column: 1))
    }
  }

  private var isDone: Bool { run.budget.isSpent || run.log.isFull }

  /// Of leaves that say the same one is enough.
  private func grouped(_ set: Int) -> Grouped {
    if let known = grouped[set] { return known }
    var result = Grouped()
    var leaves: Set<Leaf> = []
    for field in flat.fields(of: set) {
      let record = run.graph.fields[field.field]
      let name = record.node.responseName
      if record.set == nil {
        let leaf = Leaf(
          responseName: name, name: record.node.name.text, arguments: keys[field.field],
          parent: record.parent, condition: field.condition,
          conditions: min(field.conditions, 2))
        if !leaves.insert(leaf).inserted { continue }
      }
      if let place = result.places[name] {
        result.groups[place].append(field)
      } else {
        result.places[name] = result.groups.count
        result.groups.append([field])
      }
    }
    grouped[set] = result
    return result
  }

  /// Notes that two fields of one set, or of two sets that are merged, have to be compared.
  private func meet(_ first: FlatField, _ second: FlatField, _ isExclusive: Bool) {
    guard first.field != second.field, !run.budget.isSpent else { return }
    run.budget.spend()
    let pair = Pair(
      first: min(first.field, second.field), second: max(first.field, second.field),
      isExclusive: isExclusive || areExclusive(first, second))
    // Whatever holds for fields that meet holds for those that do not.
    if pair.isExclusive,
      compared.contains(Pair(first: pair.first, second: pair.second, isExclusive: false))
    {
      return
    }
    if compared.insert(pair).inserted { open.append(pair) }
  }

  private func areExclusive(_ first: FlatField, _ second: FlatField) -> Bool {
    guard let schema = run.schema else {
      return first.condition != second.condition
        && !(min(first.conditions, second.conditions) == 0
          && max(first.conditions, second.conditions) == 1)
    }
    guard let one = run.graph.fields[first.field].parent.flatMap(schema.type(named:)),
      let other = run.graph.fields[second.field].parent.flatMap(schema.type(named:))
    else { return true }
    return one.name != other.name && one.kind == .object && other.kind == .object
  }

  private func compareAll() {
    while let pair = open.popLast(), !isDone { compare(pair) }
    open.removeAll(keepingCapacity: true)
  }

  private func compare(_ pair: Pair) {
    let (first, second) = (run.graph.fields[pair.first], run.graph.fields[pair.second])
    if let difference = difference(first, second, pair) {
      return run.report(
        "'\(second.node.responseName)' has two meanings here and at \(first.node.location): "
          + "\(difference)", second.node.location)
    }
    guard let one = first.set, let other = second.set else { return }
    let (ones, others) = (grouped(one), grouped(other))
    for (name, place) in ones.places {
      run.budget.spend()
      guard let rights = others.places[name] else { continue }
      for left in ones.groups[place] {
        for right in others.groups[rights] { meet(left, right, pair.isExclusive) }
      }
    }
  }

  /// What keeps two fields from being one; nil if nothing does.
  private func difference(
    _ first: SelectionGraph.FieldRecord, _ second: SelectionGraph.FieldRecord, _ pair: Pair
  ) -> String? {
    if !pair.isExclusive {
      if first.node.name.text != second.node.name.text {
        return "the fields '\(second.node.name.text)' and '\(first.node.name.text)'"
      }
      if keys[pair.first] != keys[pair.second] { return "other arguments" }
    }
    guard let schema = run.schema, let one = first.definition?.type,
      let other = second.definition?.type, !haveOneShape(one, other, schema)
    else { return nil }
    return "the types \(other) and \(one)"
  }

  /// `SameResponseShape` without what lies below.
  private func haveOneShape(
    _ one: TypeReference, _ other: TypeReference, _ schema: GraphQLSchema
  ) -> Bool {
    switch (one, other) {
    case (.nonNull(let one), .nonNull(let other)), (.list(let one), .list(let other)):
      return haveOneShape(one, other, schema)
    case (.named(let one), .named(let other)):
      let types = (schema.type(named: one), schema.type(named: other))
      let isLeaf = types.0?.isLeaf == true || types.1?.isLeaf == true
      return one == other || !isLeaf
    default: return false
    }
  }
}
