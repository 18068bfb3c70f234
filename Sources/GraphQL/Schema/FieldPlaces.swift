/// Where a field and its arguments stand.
struct FieldPlaces {
  let field: GraphQLFault.Place
  let arguments: [GraphQLFault.Place]
}
