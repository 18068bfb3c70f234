import GraphQL

/// A schema with every kind of type, which the fuzzer's documents are held against.
enum FuzzSchema {
  static let schema = try? GraphQLSchema.parse(sdl: Array(text.utf8))

  private static let text = """
    type Query { a(i: Int, o: In, e: E, l: [[Int!]!]): A b: B c: U s: String n: Int! }
    type Mutation { a(i: In!): A }
    type Subscription { a: A b: B }
    interface B { b: B s: String x(f: Float = 1.5): Int }
    type A implements B { a: A b: B s: String x(f: Float = 1.5): Int l: [[A!]!]! }
    type D implements B { b: A s: String x(f: Float = 1.5): Int s2: Int }
    union U = A | D
    enum E { X Y }
    input In { i: Int! = 1 o: In e: E = X r: String! one: One }
    input One @oneOf { a: Int b: String }
    directive @d(x: Int) repeatable on FIELD | QUERY | FRAGMENT_SPREAD
    """
}
