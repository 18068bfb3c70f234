extension Narrowing {
  /// The operation with what is kept, and the fragments and variables that it still uses.
  func narrowedDocument() -> ExecutableDocument {
    let selections = selections(of: graph.operationSets[operation.index])
    var used: Set<Int> = []
    var open = [graph.operationSets[operation.index]]
    while let set = open.popLast() {
      for fragment in spreads(in: set) where used.insert(fragment).inserted {
        open.append(graph.fragmentSets[fragment])
      }
    }
    var names = VariableNames()
    names.add(operation.directives)
    names.add(selections)
    var fragments: [Int: FragmentDefinition] = [:]
    for index in used {
      let fragment = graph.fragments[index]
      let kept = FragmentDefinition(
        name: fragment.name, comment: fragment.comment, condition: fragment.condition,
        directives: fragment.directives,
        selections: self.selections(of: graph.fragmentSets[index]), location: fragment.location)
      names.add(kept.directives)
      names.add(kept.selections)
      fragments[index] = kept
    }
    let narrowed = OperationDefinition(
      kind: operation.kind, name: operation.name, comment: operation.comment,
      variables: operation.variables.filter { names.all.contains($0.name.text) },
      directives: operation.directives, selections: selections, location: operation.location,
      index: 0)
    return ExecutableDocument(definitions: definitions(narrowed, fragments))
  }

  /// In the order that they had.
  private func definitions(
    _ operation: OperationDefinition, _ fragments: [Int: FragmentDefinition]
  ) -> [ExecutableDocument.Definition] {
    var definitions: [ExecutableDocument.Definition] = []
    var fragment = 0
    for definition in document.definitions {
      switch definition {
      case .operation(let other):
        if other.index == self.operation.index { definitions.append(.operation(operation)) }
      case .fragment:
        if let kept = fragments[fragment] { definitions.append(.fragment(kept)) }
        fragment += 1
      }
    }
    return definitions
  }

  /// The fragments that what is kept of a set spreads, at any depth of it.
  private func spreads(in root: Int) -> [Int] {
    var spreads: [Int] = []
    var open = [root]
    while let set = open.popLast() {
      for entry in graph.sets[set].entries {
        switch entry {
        case .field(let field):
          if isKept[field], let below = graph.fields[field].set { open.append(below) }
        case .inline(_, let inner): if isLive[inner] { open.append(inner) }
        case .spread(_, let fragment):
          if let fragment, isLive[graph.fragmentSets[fragment]] { spreads.append(fragment) }
        }
      }
    }
    return spreads
  }

  /// As deep as the parser went.
  private func selections(of set: Int) -> [Selection] {
    graph.sets[set].entries.compactMap { entry in
      switch entry {
      case .field(let field):
        guard isKept[field] else { return nil }
        let record = graph.fields[field]
        return .field(record.node.with(record.set.map(selections(of:)) ?? []))
      case .inline(let node, let inner):
        guard isLive[inner] else { return nil }
        return .inline(
          InlineFragmentNode(
            condition: node.condition, directives: node.directives,
            selections: selections(of: inner), location: node.location))
      case .spread(let node, let fragment):
        return fragment.map { isLive[graph.fragmentSets[$0]] } == true ? .spread(node) : nil
      }
    }
  }
}

extension ExecutableDocument {
  /// The document with one operation of it, without the fields of the answer that are dropped, and
  /// without the variables and fragments that only those used. No selection set becomes empty, what
  /// a mutation or a subscription does at its root stays, and so does what stands under directives
  /// other than `@skip` and `@include`. The document has to be valid.
  ///
  /// `decide` is asked for the path of names below `data`, from the root down and only below what
  /// it answered `descend` for. If the operation is too large, the document stays as it is.
  public func narrowed(
    to operation: OperationDefinition, limits: GraphQLLimits = .document,
    by decide: ([String]) -> PathDecision
  ) -> ExecutableDocument {
    var narrowing = Narrowing(self, operation)
    return narrowing.decide(limits, decide) ? narrowing.narrowedDocument() : self
  }
}
