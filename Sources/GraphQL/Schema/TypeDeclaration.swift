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
