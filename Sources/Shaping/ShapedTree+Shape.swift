import Document

extension ShapedTree {
  /// Brings a document into shape at a node that is fresh: no children yet.
  mutating func shape(
    _ document: Document, by program: ShapingProgram, at node: Int
  ) throws(ShapingFailure) {
    let placement = try program.root.placement(of: document.tape[0].kind)
    let source = adopt(document)
    let labels = program.givesNames ? adopt(program.names.document) : 0
    var data = node
    if let group = program.group {
      data = try makeNode(TreeLabel(labels, Int(group.label)), .null, key: group.key)
      nodes[node].value = .null
      nodes[node].isCollection = false
      link(data, under: node)
    }
    if program.target.isEmpty {
      try place(source, labels, placement, program, at: data)
    } else if program.root.takesAnything {
      try place(targetOfAny: source, labels, program, at: data)
    } else {
      nodes[data].value = targeted(source, placement, program)
    }
    try edit(data, program)
    if let renames = program.listRenames { try rename(data, listed: renames, labels) }
    if let renames = program.renames { try rename(data, renames, labels) }
  }

  private mutating func edit(_ data: Int, _ program: ShapingProgram) throws(ShapingFailure) {
    switch program.edit {
    case .none: return
    case .allow(let trie): try keep(trie, of: data)
    case .deny(let trie): try drop(trie, of: data)
    case .flatmap(let flatmap): try run(flatmap, on: data)
    }
  }

  /// Makes the root of a document the data, below a name if the decoder's rule says so.
  private mutating func place(
    _ source: Int, _ labels: Int, _ placement: RootRule.Placement, _ program: ShapingProgram,
    at data: Int
  ) throws(ShapingFailure) {
    try place(Passage(source, 0), labels, placement, program, at: data)
  }

  private mutating func place(
    _ value: Passage, _ labels: Int, _ placement: RootRule.Placement, _ program: ShapingProgram,
    at data: Int
  ) throws(ShapingFailure) {
    let name: Name
    switch placement {
    case .null:
      nodes[data].value = .null
      return
    case .asIs:
      nodes[data].value = value
      return
    case .underCollection: name = program.collection
    case .underContent: name = program.content
    }
    nodes[data].value = .null
    let child = try makeNode(TreeLabel(labels, Int(name.label)), value, key: name.key)
    link(child, under: data)
  }

  /// With `root: any` a target is any value, placed as if it were the whole answer; `{}` if it
  /// leads nowhere.
  private mutating func place(
    targetOfAny source: Int, _ labels: Int, _ program: ShapingProgram, at data: Int
  ) throws(ShapingFailure) {
    let document = sources[source]
    var node = 0
    for name in program.target {
      let value =
        document.tape[node].kind == .object
        ? program.names.value(of: name, in: node, of: document) : nil
      guard let value else {
        nodes[data].value = .emptyObject
        return
      }
      node = value
    }
    let placement = try program.root.placement(of: document.tape[node].kind)
    try place(Passage(source, node), labels, placement, program, at: data)
  }

  /// The object that `target` leads to; `{}` if it leads nowhere or to no object (FMT-1).
  private func targeted(
    _ source: Int, _ placement: RootRule.Placement, _ program: ShapingProgram
  ) -> Passage {
    var path = program.target[...]
    switch placement {
    case .null: return .emptyObject
    case .asIs: break
    case .underCollection:
      guard path.popFirst() == program.collection else { return .emptyObject }
    case .underContent:
      guard path.popFirst() == program.content else { return .emptyObject }
    }
    let document = sources[source]
    var node = 0
    for name in path {
      guard let value = program.names.value(of: name, in: node, of: document) else {
        return .emptyObject
      }
      node = value
    }
    return document.tape[node].kind == .object ? Passage(source, node) : .emptyObject
  }
}
