import Configuration
import Document
import Dragoman
import DragomanTesting
import Foundation

/// Configurations with a GraphQL backend, and files for them.
enum GraphQLFixture {
  static let folder = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }.appending(path: "Fixtures/graphql").path

  static let schema = folder + "/shop.graphql"

  /// One endpoint with these members and one backend at `$BACKEND/graphql`.
  static func configuration(
    _ graphQL: String, endpoint: String = #""endpoint": "/e/{id}""#, backend: String = "",
    root: String = ""
  ) -> String {
    """
    {"version": 3, "host": "$BACKEND", \(root)
     "endpoints": [{
       \(endpoint),
       "backend": [{
         "url_pattern": "/graphql", \(backend)
         "extra_config": {"backend/graphql": {\(graphQL)}}
       }]}]}
    """
  }

  /// Everything that is said about it.
  static func findings(
    _ graphQL: String, endpoint: String = #""endpoint": "/e/{id}""#, backend: String = ""
  ) -> [Diagnostic] {
    let text = configuration(graphQL, endpoint: endpoint, backend: backend)
    return LoadedConfiguration(text.replacing("$BACKEND", with: "http://b.test:8080")).diagnostics
  }

  /// `"query": …` with a document that holds quotes and line ends.
  static func query(_ document: String, kind: String = "query") -> String {
    let escaped = document.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
    return "\"type\": \"\(kind)\", \"query\": \"\(escaped)\""
  }

  /// JSON with sorted members and without blanks; what it is where it is none.
  static func sorted(_ text: [UInt8]) -> String {
    guard let document = try? Document.scan(text, .strict) else {
      return String(decoding: text, as: UTF8.self)
    }
    var output: [UInt8] = []
    JSONWriter.append(sorted: document.root, of: document, to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}

extension TestAnswer {
  /// The content, sorted and without blanks.
  var sortedJSON: String { GraphQLFixture.sorted(content) }

  /// Whether the answer is complete, by its header.
  var completed: String? { fields.first { $0.name == "X-Krakend-Completed" }?.value }
}

extension RecordedRequest {
  /// The content as text.
  var text: String { String(decoding: content, as: UTF8.self) }

  /// The values of a field, by its name in canonical form.
  func values(of name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
}
