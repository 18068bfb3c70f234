/// §5.3.2: fields that share a place in the answer have to be the same field.
///
/// Each pair of fields is compared once, however many ways lead to it, and all of it within a
/// budget.
final class OverlapRule {
  /// Two fields that may meet.
  private struct Pair: Hashable {
    let first: Int
    let second: Int
    let relation: OverlapRelation
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
          for second in group.dropFirst(index + 1) { meet(first, second, .same) }
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

  /// Notes that two fields of one set, or of two sets that are merged, have to be compared;
  /// `relation` is that of the sets.
  private func meet(_ first: FlatField, _ second: FlatField, _ relation: OverlapRelation) {
    guard first.field != second.field, !run.budget.isSpent else { return }
    run.budget.spend()
    let (low, high) = (min(first.field, second.field), max(first.field, second.field))
    let relation = self.relation(first, second, relation)
    // What was compared more strictly holds less strictly too.
    for stricter in OverlapRelation.allCases where stricter < relation {
      if compared.contains(Pair(first: low, second: high, relation: stricter)) { return }
    }
    let pair = Pair(first: low, second: high, relation: relation)
    if compared.insert(pair).inserted { open.append(pair) }
  }

  private func relation(
    _ first: FlatField, _ second: FlatField, _ outer: OverlapRelation
  ) -> OverlapRelation {
    guard outer != .exclusive else { return .exclusive }
    guard let schema = run.schema else {
      return .guess(
        outer, (first.condition, first.conditions), (second.condition, second.conditions))
    }
    guard let one = run.graph.fields[first.field].parent.flatMap(schema.type(named:)),
      let other = run.graph.fields[second.field].parent.flatMap(schema.type(named:))
    else { return .exclusive }
    let areObjects = one.kind == .object && other.kind == .object
    return one.name != other.name && areObjects ? .exclusive : .same
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
    for group in ones.groups {
      run.budget.spend()
      let name = run.graph.fields[group[0].field].node.responseName
      guard let place = others.places[name] else { continue }
      for left in group {
        for right in others.groups[place] { meet(left, right, pair.relation) }
      }
    }
  }

  /// What keeps two fields from being one; nil if nothing does.
  private func difference(
    _ first: SelectionGraph.FieldRecord, _ second: SelectionGraph.FieldRecord, _ pair: Pair
  ) -> String? {
    if pair.relation != .exclusive {
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
