/// What the rules of one validation share.
final class ValidationRun {
  let document: ExecutableDocument
  let operations: [OperationDefinition]
  let fragments: [FragmentDefinition]
  /// The server's schema, if it is known.
  let schema: GraphQLSchema?
  /// It, or what every schema has.
  let known: GraphQLSchema
  let log: FaultLog
  let graph: SelectionGraph
  let order: FragmentOrder
  let budget: StepBudget

  init(_ document: ExecutableDocument, _ schema: GraphQLSchema?, _ limits: GraphQLLimits) {
    self.document = document
    self.schema = schema
    operations = document.operations
    fragments = document.fragments
    known = schema ?? BuiltInTypes.schemaOfNothing
    log = FaultLog(limit: limits.faults)
    graph = SelectionGraph(document, schema)
    order = FragmentOrder(graph)
    budget = StepBudget(limits.steps)
  }

  /// Suggestions are looked for only as long as faults are kept.
  func report(
    _ message: String, _ location: DocumentLocation,
    suggestion: @autoclosure () -> String? = nil
  ) {
    log.report(message, location, suggestion: log.isFull ? nil : suggestion())
  }
}

extension ExecutableDocument {
  /// Everything that is wrong with the document (§5); nil if nothing is. Without a schema only what
  /// is wrong for every schema is found.
  public func validate(
    against schema: GraphQLSchema? = nil, limits: GraphQLLimits = .document
  ) -> GraphQLFaults? {
    let run = ValidationRun(self, schema, limits)
    OperationRules(run).check()
    FragmentRules(run).check()
    VariableRules(run, DefinitionWalk.uses(run)).check()
    OverlapRule(run).check()
    return run.log.result
  }
}
