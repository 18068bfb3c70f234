import GraphQL
import Testing

@Suite("The shape of answers")
struct ShapeTests {
  private func shape(_ text: String, _ schema: GraphQLSchema? = nil) throws -> ResponseShape {
    let document = try parse(text)
    return ResponseShape(document, try document.operation(named: nil), schema: schema)
  }

  private static let query = """
    query { user(id: 1) { id title: name ...Rest friends { id } } me: user(id: 2) { id } pick }
    fragment Rest on User { age friends { name } ... on Node { uid: id } }
    """

  @Test("it has the names of fields, aliases and fragments, those of one name joined")
  func names() throws {
    let shape = try shape(Self.query)
    #expect(shape.names(at: []) == ["user", "me", "pick"])
    #expect(shape.names(at: ["user"]) == ["id", "title", "age", "friends", "uid"])
    #expect(shape.names(at: ["user", "friends"]) == ["name", "id"])
    #expect(shape.names(at: ["nothing"]) == nil)
  }

  @Test("a path that leads nowhere is a fault that names what there is")
  func faults() throws {
    let schema = try #require(ShopSchema.schema)
    let shape = try shape(Self.query, schema)
    #expect(shape.fault(at: ["user", "friends", "name"]) == nil)
    #expect(shape.fault(at: []) == nil)
    let slip = try #require(shape.fault(at: ["user", "frends", "name"]))
    #expect(slip.index == 1)
    #expect(slip.suggestion == "friends")
    #expect(
      slip.description == "the query selects no 'frends' below 'user'; did you mean 'friends'?")
    #expect(
      shape.fault(at: ["name"])?.description
        == "the query selects no 'name' at its root, but 'user', 'me', 'pick'")
    #expect(
      shape.fault(at: ["me", "id", "x"])?.description == "the query selects nothing below 'id'")
    #expect(shape.type(at: ["user", "friends"])?.description == "[User!]")
    // A scalar of the server's own can be anything.
    #expect(shape.fault(at: ["pick", "anything"]) == nil)
  }

  @Test("without a schema nobody knows what lies below a leaf")
  func opaque() throws {
    let shape = try shape(Self.query)
    #expect(shape.fault(at: ["user", "id", "x"]) == nil)
    #expect(shape.fault(at: ["user", "x"])?.index == 1)
    #expect(try self.shape("{ __typename }").fault(at: ["__typename", "x"]) != nil)
  }
}
