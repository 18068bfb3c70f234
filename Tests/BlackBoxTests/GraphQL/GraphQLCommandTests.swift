import Foundation
import PythonTesting
import TLSTesting
import Testing

@Suite("dragoman graphql", .enabled(if: Workshop.has()))
struct GraphQLCommandTests {
  private static let shop = Workshop.root.appending(path: "Fixtures/graphql/shop.graphql").path

  private func dragoman(_ arguments: String...) throws -> (status: Int32, out: String, err: String)
  {
    let program = try Program(try #require(Workshop.binary), ["graphql"] + arguments)
    let status = program.end()
    return (status, program.output, program.errors)
  }

  @Test("help is there for each command", arguments: ["list", "describe", "import"])
  func help(command: String) throws {
    let (status, out, _) = try dragoman(command, "-h")
    #expect(status == 0)
    #expect(out.hasPrefix("Usage: dragoman graphql \(command)"))
    #expect(try dragoman().out.contains(command))
  }

  @Test("list prints what operations begin with")
  func list() throws {
    let (status, out, _) = try dragoman("list", Self.shop)
    #expect(status == 0)
    #expect(out.hasPrefix("query: Query\n  customer(id: ID!): Customer\n"))
    #expect(out.contains("  product(sku: String!, currency: Currency = EUR): Product\n"))
    #expect(out.contains("\n\nmutation: Mutation\n  addReview(input: ReviewInput!): Review!\n"))
    #expect(out.contains("\n\nsubscription: Subscription\n"))
  }

  @Test(
    "describe prints a type of any kind, or a field",
    arguments: [
      ("Customer", "type Customer implements Node {\n  id: ID!"),
      ("Query.product", "product(sku: String!, currency: Currency = EUR): Product"),
      ("CustomerFilter", "  active: Boolean = true\n}"), ("ReviewInput.stars", "stars: Int!"),
      ("SearchResult", "union SearchResult = Customer | Product"),
      ("Currency", "enum Currency {\n  EUR\n  USD\n}"), ("Date", "scalar Date"),
      ("ProductKey", "input ProductKey @oneOf {"), ("Node", "interface Node {"),
      ("Query.echo", "echo(\n  int: Int\n  float: Float\n"), ("Query.echo", "\n): JSON!"),
      ("Query.broken", "\"Null, with an error.\"\nbroken: String"),
    ])
  func describe(name: String, text: String) throws {
    let (status, out, _) = try dragoman("describe", Self.shop, name)
    #expect(status == 0)
    #expect(out.contains(text), "\(out)")
  }

  @Test("what describe prints of a whole schema is that schema")
  func whole() throws {
    let (status, out, _) = try dragoman("describe", Self.shop)
    #expect(status == 0)
    let file = try Workshop.makeFolder().appending(path: "again.graphql")
    try Data(out.utf8).write(to: file)
    #expect(try dragoman("describe", file.path).out == out)
    #expect(try dragoman("list", file.path).out == dragoman("list", Self.shop).out)
  }

  @Test("comments, deprecations and directives come through unchanged")
  func comments() throws {
    let text = #"""
      directive @cost(of: Int! = 1) repeatable on FIELD_DEFINITION | OBJECT

      """
      Two lines:
      a "quoted" one, and \d.
      """
      type Query {
        "  indented, \"quoted\"\n and more"
        old: Int @deprecated(reason: "say \"new\"")
        find(
          "What to look for."
          text: String = "a\nb"
          limits: [Limit!] = [{most: 3, kinds: [A]}]
        ): [[Int!]]!
        union: Some
      }

      enum Kind {
        "The first."
        A
        B @deprecated(reason: "no")
      }

      input Limit {
        most: Int = 5
        kinds: [Kind!] @deprecated(reason: "all")
      }

      union Some = Query

      """#
    let file = try Workshop.makeFolder().appending(path: "schema.graphql")
    try Data(text.utf8).write(to: file)
    let (status, out, err) = try dragoman("describe", file.path)
    #expect(status == 0, "\(err)")
    for line in text.split(separator: "\n") { #expect(out.contains(line), "\(out)") }
    let again = file.deletingLastPathComponent().appending(path: "again.graphql")
    try Data(out.utf8).write(to: again)
    #expect(try dragoman("describe", again.path).out == out)
  }

  @Test("a misspelt name gets a suggestion")
  func misspelt() throws {
    let (status, _, err) = try dragoman("describe", Self.shop, "Custmer")
    #expect(status == 1)
    #expect(err.contains("Did you mean 'Customer'?"))
    #expect(
      try dragoman("describe", Self.shop, "Query.custmer").err
        .contains("Did you mean 'Query.customer'?"))
    #expect(try dragoman("lsit").err.contains("dragoman help graphql"))
    #expect(try dragoman("list", "-x").err.contains("'-x'"))
  }

  @Test("a schema that cannot be used is told, with the place")
  func broken() throws {
    #expect(try dragoman("list").err.contains("say which schema"))
    #expect(try dragoman("list", "absent.graphql").err.contains("absent.graphql"))
    #expect(try dragoman("list", Self.shop, "more").err.contains("too much"))
    let file = try Workshop.makeFolder().appending(path: "broken.graphql")
    try Data("type Query {\n  a: Strin\n}".utf8).write(to: file)
    let (status, _, err) = try dragoman("describe", file.path)
    #expect(status == 1)
    #expect(err.contains("broken.graphql:2:3: "), "\(err)")
    #expect(err.contains("String"))
  }
}

@Suite(
  "dragoman graphql import from a real server",
  .enabled(if: Workshop.has() && PythonScript.graphQL.isThere))
struct GraphQLRealImportTests {
  private static let shop = Workshop.root.appending(path: "Fixtures/graphql/shop.graphql").path
  private static let server = try? PythonServer(.graphQL)

  private let folder: URL

  init() throws { folder = try Workshop.makeFolder() }

  private func dragoman(_ arguments: String...) throws -> (status: Int32, out: String, err: String)
  {
    let program = try Program(try #require(Workshop.binary), ["graphql"] + arguments)
    let status = program.end()
    return (status, program.output, program.errors)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  @Test(
    "what is imported describes itself as the schema that the server was made of",
    arguments: ["schema.json", "schema.graphql"], ["graphql", "older"])
  func same(file: String, behaviour: String) throws {
    let server = try #require(Self.server)
    let url = "http://\(server.authority)/import/\(behaviour)"
    let (status, out, err) = try dragoman("import", url, "-o", path(file))
    #expect(status == 0 && err == "")
    #expect(out.contains("  mutation: Mutation, 4 fields\n"), "\(out)")
    let own = try dragoman("describe", Self.shop).out
    // The older question says nothing of `@oneOf`.
    let expected = behaviour == "older" ? own.replacing(" @oneOf", with: "") : own
    #expect(try dragoman("describe", path(file)).out == expected)
  }

  @Test(
    "servers that do not tell, or tell something else, are told apart",
    arguments: [
      ("closed", "introspection is not allowed"), ("html", "status 502, text/html"),
      ("garbage", "no JSON object"), ("truncated", "before the answer did"),
      ("errors-only", "only errors"), ("no-data", "without `data` or `errors`"),
      ("empty", "is empty"), ("redirect", "redirects to /import/graphql"),
      ("nowhere", "no such path"),
    ])
  func others(behaviour: String, text: String) throws {
    let server = try #require(Self.server)
    let url = "http://\(server.authority)/import/\(behaviour)"
    let (status, _, err) = try dragoman("import", url, "-o", path("schema.json"))
    #expect(status == 1)
    #expect(err.contains(text), "\(err)")
    #expect(!FileManager.default.fileExists(atPath: path("schema.json")))
  }

  @Test("a server that asks for certificates gets one by --cert and --key")
  func certificates() throws {
    let authority = try TestAuthority()
    let files = try TestFolder()
    let trusted = try files.write(authority.certificate, as: "ca.pem")
    let (certificate, key) = try authority.issue("IP:127.0.0.1").write(to: files, as: "server")
    let server = try PythonServer(
      .graphQL, ["--certificate", certificate, "--key", key, "--clients", trusted])
    defer { server.stop() }
    let url = "https://\(server.authority)/graphql"
    let (status, _, err) = try dragoman(
      "import", url, "-o", path("schema.json"), "--ca", trusted, "--cert", certificate, "--key", key
    )
    #expect(status == 0, "\(err)")
    let without = try dragoman("import", url, "-o", path("other.json"), "--ca", trusted)
    #expect(without.status == 1)
  }
}
