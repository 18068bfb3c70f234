import GraphQL

/// Variables of every kind of type.
enum FuzzOperation {
  static let schema = try? GraphQLSchema.parse(sdl: Array(types.utf8))
  static let operation = try? ExecutableDocument.parse(Array(document.utf8)).operation(named: nil)

  private static let document = """
    query Q(
      $i: Int! $f: Float $s: String! $b: Boolean $id: ID! $e: E! $j: JSON $o: In! $one: One
      $li: [Int!] $lli: [[Int]!]! $ls: [String!]! $lo: [In] $le: [E!]! $lj: [[JSON]]
    ) { a }
    """

  private static let types = """
    type Query { a: Int }
    scalar JSON
    enum E { X Y LONG_NAME }
    input In { i: Int! = 1 o: In e: E = X r: String! one: One l: [In!] j: JSON }
    input One @oneOf { a: Int b: String o: In }
    """
}
