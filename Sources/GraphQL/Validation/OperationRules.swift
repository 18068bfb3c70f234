/// §5.2: operations.
struct OperationRules {
  let run: ValidationRun

  init(_ run: ValidationRun) { self.run = run }

  func check() {
    var names: Set<String> = []
    for operation in run.operations {
      if let name = operation.name {
        if !names.insert(name.text).inserted {
          run.report("there are two operations '\(name.text)'", name.location)
        }
      } else if run.operations.count > 1 {
        run.report(
          "an operation without a name has to be the only one", operation.location)
      }
      if let schema = run.schema, schema.root(of: operation.kind) == nil {
        run.report("the schema has no \(operation.kind.rawValue)s", operation.location)
      }
    }
    for (index, operation) in run.operations.enumerated() where operation.kind == .subscription {
      checkRoot(of: operation, run.graph.operationSets[index])
    }
  }

  /// §5.2.4.1: one field, which is there in any case and comes from the server's own types.
  private func checkRoot(of operation: OperationDefinition, _ set: Int) {
    var first: String?
    for flat in FlatSelections(run.graph, run.budget).fields(of: set) {
      let node = run.graph.fields[flat.field].node
      if node.name.text.hasPrefix("__") {
        run.report(
          "\(operation.title) cannot ask for '\(node.name.text)' at its root", node.location)
      }
      if flat.isConditional {
        run.report(
          "\(operation.title) cannot have @skip or @include at its root", node.location)
      }
      if let first, first != node.responseName {
        run.report(
          "\(operation.title) has to have a single field at its root: '\(first)' or "
            + "'\(node.responseName)'", node.location)
        return
      }
      first = node.responseName
    }
  }
}
