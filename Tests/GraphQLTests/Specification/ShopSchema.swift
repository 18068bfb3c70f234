import GraphQL

/// The schema of the tests: every kind of type, and fields for every rule.
enum ShopSchema {
  static let schema: GraphQLSchema? = {
    do {
      return try GraphQLSchema.parse(sdl: Array(text.utf8))
    } catch {
      print(error)
      return nil
    }
  }()

  static let text = """
    type Query {
      user(id: ID!): User
      node(id: ID!): Node
      named: Named
      search(text: String = "", first: Int = 10, filter: Filter): [Result!]!
      version: String!
      price(in: Currency! = EUR, factor: Float): Float
      flags(list: [Boolean!], matrix: [[Int]], one: Boolean): Boolean
      find(by: UserBy!): User
      pick(code: Code): Code
      review: Review
    }
    type Mutation { rename(id: ID!, name: String!): User }
    type Subscription { changed(id: ID): User removed: ID! }
    interface Node { id: ID! }
    interface Named { name: String }
    type User implements Node & Named {
      id: ID! name: String age: Int friends(first: Int): [User!] best: Node role: Role size: Int
      rank: Int!
    }
    type Product implements Node & Named {
      id: ID! name: String price: Float! size: String tags: [String!]! owner: User rank: Int
      friends: [Product!]
    }
    type Review { text: String! author: User! }
    union Result = User | Product
    enum Role { ADMIN GUEST }
    enum Currency { EUR USD }
    scalar Code
    input Filter { minimum: Float roles: [Role!] text: String! = "" owner: ID! inner: Filter }
    input UserBy @oneOf { id: ID email: String }
    directive @trace(level: Int = 1) on FIELD | QUERY | FRAGMENT_SPREAD
    directive @tag(name: String!) repeatable on FIELD | VARIABLE_DEFINITION
    """
}
