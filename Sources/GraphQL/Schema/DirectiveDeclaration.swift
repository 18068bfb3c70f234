/// The definition of a directive.
struct DirectiveDeclaration {
  let directive: SchemaDirective
  let place: GraphQLFault.Place
  let argumentPlaces: [GraphQLFault.Place]
}
