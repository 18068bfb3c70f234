/// A compiled `flatmap_filter`: of a backend as a part of its `ShapingProgram`, of an endpoint
/// alone, to be applied to the merged data (FM-9).
public final class FlatmapProgram: Sendable {
  /// One operation on paths from the root of the data.
  enum Step: Sendable {
    case delete([Name])
    case move([Name], [Name])
    case append([Name], [Name])
    /// An operation without its arguments: crashes the request in the reference, fails it here.
    case broken
  }

  let names: NameTable
  let steps: [Step]

  /// Compiles operations, and notes those that do not do what their author may think.
  public init(_ operations: [FlatmapOperation], noting problems: inout [ShapingProblem]) {
    var names = NameCollector()
    var steps: [Step] = []
    for (index, operation) in operations.enumerated() {
      let paths = operation.arguments.map { names.path($0) }
      if let kind = operation.problem { problems.append(.init(.operation(index), kind)) }
      switch operation.type {
      case "del": steps += paths.map { .delete($0) }
      case "move": steps.append(paths.count < 2 ? .broken : .move(paths[0], paths[1]))
      case "append": steps.append(paths.count < 2 ? .broken : .append(paths[0], paths[1]))
      default: break
      }
    }
    self.steps = steps
    self.names = names.table()
  }
}

extension FlatmapOperation {
  /// What is wrong with the operation, if anything is.
  var problem: ShapingProblem.Kind? {
    switch type {
    case "del": arguments.isEmpty ? .nothingToDelete : nil
    case "move", "append":
      arguments.count < 2 ? .missingArgument : arguments.count > 2 ? .extraArgument : nil
    default: .unknownOperation
    }
  }
}
