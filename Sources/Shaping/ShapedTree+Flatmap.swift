extension ShapedTree {
  /// Applies the `flatmap_filter` of an endpoint to the merged data (FM-9). Items are numbered
  /// afresh; a failure leaves data that must not be used.
  public mutating func apply(_ program: FlatmapProgram) throws(ShapingFailure) {
    guard hasAnswer else { return }
    settle()
    try run(program, on: 0)
  }

  /// Runs the operations one after another on a tree of labelled nodes (FM-1).
  mutating func run(_ program: FlatmapProgram, on data: Int) throws(ShapingFailure) {
    twinned.removeAll(keepingCapacity: true)
    let labels = adopt(program.names.document)
    for step in program.steps {
      switch step {
      case .delete(let path): try delete(path, program.names, below: data)
      case .move(let source, let destination):
        try move(source, destination, program.names, labels, below: data)
      case .append(let source, let destination):
        try append(source, destination, program.names, labels, below: data)
      case .broken: throw .brokenOperation
      }
    }
    for index in twinned.indices { dropTwins(below: twinned[index]) }
    twinned.removeAll(keepingCapacity: true)
  }

  /// Makes the tree what it would be if its JSON were read anew: items are numbered from 0, and
  /// nothing remembers what it was before it was edited.
  private mutating func settle() {
    for index in nodes.indices {
      if !nodes[index].hasChildren {
        if nodes[index].value == .null { nodes[index].isCollection = false }
        continue
      }
      nodes[index].value = .null
      if nodes[index].isCollection { numberItems(below: index, from: 0) }
    }
  }

  /// Labels all children with consecutive numbers.
  mutating func numberItems(below parent: Int, from first: Int) {
    var number = first
    var child = nodes[parent].firstChild
    while child != 0 {
      nodes[child].label = TreeLabel(item: number)
      nodes[child].key = 0
      number += 1
      child = nodes[child].next
    }
  }
}
