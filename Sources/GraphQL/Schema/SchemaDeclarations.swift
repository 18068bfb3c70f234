/// Types as they were declared: by a document or by an introspection answer.
struct SchemaDeclarations {
  var types: [TypeDeclaration] = []
  var directives: [DirectiveDeclaration] = []
  /// Root types, in the order of `schema` definitions and their extensions.
  var roots: [(kind: OperationKind, type: PlacedName)] = []
  /// Whether roots were declared at all: else they have their usual names.
  var hasSchema = false
}
