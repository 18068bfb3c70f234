import Bytes
import Configuration
import GraphQL

/// `dragoman graphql`: what there is in a schema, and how to get one.
struct GraphQLCommand {
  private let options: Invocation.GraphQLOptions

  init(_ options: Invocation.GraphQLOptions) { self.options = options }

  func run() -> Int32 {
    do throws(Invocation.Mistake) {
      switch options.action {
      case .list: return try list()
      case .describe: return try describe()
      case .fetch: return try GraphQLImport(options).run()
      }
    } catch {
      return Console.complain(
        "dragoman graphql \(options.action.rawValue): \(error.text)", status: 1)
    }
  }

  private func list() throws(Invocation.Mistake) -> Int32 {
    guard options.words.count < 2 else {
      throw Invocation.Mistake(text: "'\(options.words[1])' is too much: one schema is listed")
    }
    return Console.say(trimmed: try schema().operations)
  }

  private func describe() throws(Invocation.Mistake) -> Int32 {
    guard options.words.count < 3 else {
      throw Invocation.Mistake(text: "'\(options.words[2])' is too much: one thing is described")
    }
    let text = try schema()
    guard options.words.count == 2 else { return Console.say(trimmed: text.document) }
    let name = options.words[1]
    if let found = text.describe(name) { return Console.say(trimmed: found) }
    let hint = Spelling.nearest(to: name, among: text.names).map { ". Did you mean '\($0)'?" }
    throw Invocation.Mistake(text: "the schema has nothing named '\(name)'\(hint ?? "")")
  }

  private func schema() throws(Invocation.Mistake) -> GraphQLSchemaText {
    guard let path = options.words.first else {
      throw Invocation.Mistake(text: "say which schema: a file of SDL or of introspection JSON")
    }
    do {
      return GraphQLSchemaText(try GraphQLSchema.read(try ConfigurationFile.read(path)))
    } catch let failure as ConfigurationFile.Failure {
      throw Invocation.Mistake(text: "\(path): \(failure.reason)")
    } catch let faults as GraphQLFaults {
      let lines = faults.faults.map { "\(path):\($0)" } + (faults.isCut ? ["… and more"] : [])
      throw Invocation.Mistake(
        text: "the schema cannot be used:\n\(lines.joined(separator: "\n"))")
    } catch {
      throw Invocation.Mistake(text: "\(path): \(error)")
    }
  }
}
