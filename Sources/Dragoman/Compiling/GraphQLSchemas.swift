import Configuration
import GraphQL

/// The schemas that a configuration names, each file read once.
struct GraphQLSchemas {
  private var read: [String: GraphQLSchema?] = [:]

  /// The schema of a file; nil, with the reasons in `diagnostics`, if it cannot be used.
  mutating func schema(
    _ path: WrittenText, noting diagnostics: inout [Diagnostic]
  ) -> GraphQLSchema? {
    if let known = read[path.text] { return known }
    let schema = load(path, noting: &diagnostics)
    read[path.text] = .some(schema)
    return schema
  }

  private func load(
    _ path: WrittenText, noting diagnostics: inout [Diagnostic]
  ) -> GraphQLSchema? {
    let text: [UInt8]
    do throws(ConfigurationFile.Failure) {
      text = try ConfigurationFile.read(path.text)
    } catch {
      diagnostics.append(
        .mistake(at: path.location, "schema_path '\(path.text)': \(error.reason)"))
      return nil
    }
    do throws(GraphQLFaults) {
      return try GraphQLSchema.read(text)
    } catch {
      for fault in error.faults {
        let suggestion = fault.suggestion.map { "did you mean \($0)?" }
        if let place = fault.location {
          diagnostics.append(
            .mistake(
              at: Configuration.SourceLocation(
                file: path.text, line: place.line, column: place.column),
              fault.message, suggestion: suggestion))
        } else {
          diagnostics.append(
            .mistake(
              at: Configuration.SourceLocation(file: path.text, line: 0, column: 0),
              "\(fault)", suggestion: suggestion))
        }
      }
      return nil
    }
  }
}
