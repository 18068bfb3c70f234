extension SchemaCheck {
  /// §3.10: an input object that has to hold itself can never be given. Walked without recursion:
  /// a chain can be as long as the schema.
  func checkInputCycles() {
    var done: Set<String> = []
    for declaration in declarations.types where declaration.type.kind == .inputObject {
      guard !declaration.isExtension, !done.contains(declaration.type.name) else { continue }
      walk(from: declaration, &done)
    }
  }

  private func walk(from declaration: TypeDeclaration, _ done: inout Set<String>) {
    var path: [(name: String, next: [String])] = [step(declaration.type.name)]
    var open: Set<String> = [declaration.type.name]
    while let top = path.last {
      guard let next = top.next.last else {
        done.insert(top.name)
        open.remove(top.name)
        path.removeLast()
        continue
      }
      path[path.count - 1].next.removeLast()
      if open.contains(next) {
        fault("the input \(next) has to hold itself, without end", declaration.place)
      } else if !done.contains(next) {
        open.insert(next)
        path.append(step(next))
      }
    }
  }

  /// The input objects that one has to hold.
  private func step(_ name: String) -> (name: String, next: [String]) {
    let inputs = schema.type(named: name)?.inputs ?? []
    let next = inputs.compactMap { input -> String? in
      guard case .nonNull(.named(let inner)) = input.type,
        schema.type(named: inner)?.kind == .inputObject
      else { return nil }
      return inner
    }
    return (name, next)
  }
}
