/// Types as they were declared: by a document or by an introspection answer.
struct SchemaDeclarations {
  var types: [TypeDeclaration] = []
  var directives: [DirectiveDeclaration] = []
  /// Root types, in the order of `schema` definitions and their extensions.
  var roots: [(kind: OperationKind, type: PlacedName)] = []
  /// Whether roots were declared at all: else they have their usual names.
  var hasSchema = false
}

/// A name and where it stands.
struct PlacedName {
  let text: String
  let place: GraphQLFault.Place
}

/// One definition or extension of a type.
struct TypeDeclaration {
  var type: SchemaType
  let place: GraphQLFault.Place
  var isExtension = false
  /// Where the fields of `type` stand, in the same order; so for the others.
  var fieldPlaces: [FieldPlaces] = []
  var interfacePlaces: [GraphQLFault.Place] = []
  var memberPlaces: [GraphQLFault.Place] = []
  var valuePlaces: [GraphQLFault.Place] = []
  var inputPlaces: [GraphQLFault.Place] = []
}

/// Where a field and its arguments stand.
struct FieldPlaces {
  let field: GraphQLFault.Place
  let arguments: [GraphQLFault.Place]
}

/// The definition of a directive.
struct DirectiveDeclaration {
  let directive: SchemaDirective
  let place: GraphQLFault.Place
  let argumentPlaces: [GraphQLFault.Place]
}
