import Configuration
import Document
import GraphQL

/// `dragoman graphql import`: the schema that a server tells of itself.
struct GraphQLImport {
  private let options: Invocation.GraphQLOptions

  init(_ options: Invocation.GraphQLOptions) { self.options = options }

  func run() throws(Invocation.Mistake) -> Int32 {
    guard options.words.count == 1, let output = options.output else {
      throw Invocation.Mistake(
        text: "say which server, and where to: "
          + "dragoman graphql import https://HOST/graphql -o schema.json")
    }
    let url = options.words[0]
    let reply = try fetch(GraphQLServer(url, options.server), url)
    let (text, schema) = try made(of: reply, as: output, url)
    for error in reply.errors { _ = Console.complain("warning: \(url): \(error)", status: 0) }
    do throws(TextFile.Failure) {
      try TextFile.write(text, to: output)
    } catch {
      throw Invocation.Mistake(text: "\(error)")
    }
    return Console.say("\(output): \(text.count) bytes\n" + GraphQLSchemaText(schema).summary)
  }

  /// Asks once more, for less, where the server refuses what only newer ones know.
  private func fetch(
    _ server: GraphQLServer, _ url: String
  ) throws(Invocation.Mistake) -> GraphQLReply {
    let first = try server.ask(IntrospectionQuery.full)
    if first.schema != nil { return first }
    let second = try server.ask(IntrospectionQuery.plain)
    if second.schema != nil { return second }
    let more = second.errors.count > 1 ? " (and \(second.errors.count - 1) more)" : ""
    let reason = second.errors.first.map { ": \($0)\(more)" } ?? ": there is no `__schema`"
    throw Invocation.Mistake(
      text: "\(url): the server does not tell its schema\(reason)\n"
        + "Switch introspection on, or ask for its file: `schema_path` takes SDL (.graphql), too")
  }

  /// The text of the file, by its name as SDL or JSON, and the schema in it: what a gateway will
  /// read is read here first.
  private func made(
    of reply: GraphQLReply, as output: String, _ url: String
  ) throws(Invocation.Mistake) -> (text: [UInt8], schema: GraphQLSchema) {
    do throws(GraphQLFaults) {
      let told = try GraphQLSchema.read(introspection: reply.document)
      let isSDL = [".graphql", ".graphqls", ".gql"].contains { output.hasSuffix($0) }
      let text = isSDL ? Array(GraphQLSchemaText(told).document.utf8) : Self.json(reply)
      if text.count <= ConfigurationFile.limit { return (text, try GraphQLSchema.read(text)) }
    } catch {
      throw Invocation.Mistake(text: "\(url): the schema that it tells cannot be used:\n\(error)")
    }
    throw Invocation.Mistake(
      text: "\(url): the schema is larger than the \(ConfigurationFile.limit >> 20) MiB "
        + "that a gateway reads; SDL is shorter: -o schema.graphql")
  }

  /// `{"__schema": …}`, what other tools take as well, laid out so that changes can be seen; on
  /// one line where that would be too long.
  private static func json(_ reply: GraphQLReply) -> [UInt8] {
    guard let schema = reply.schema else { return [] }
    var builder = DocumentBuilder()
    builder.beginObject()
    builder.append(name: [UInt8]("__schema".utf8).span)
    builder.append(schema, of: reply.document)
    builder.end()
    let document = builder.finish()
    if document.text.count <= ConfigurationFile.limit / 4 {
      return Array((PrettyJSON.text(document, margin: 0) + "\n").utf8)
    }
    var text: [UInt8] = []
    JSONWriter.append(compact: document.root, of: document, to: &text)
    return text
  }
}
