/// A name and where it stands.
struct PlacedName {
  let text: String
  let place: GraphQLFault.Place
}
