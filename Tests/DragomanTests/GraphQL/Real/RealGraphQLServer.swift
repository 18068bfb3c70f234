import Document
import DragomanTesting
import PythonTesting
import Testing

/// A GraphQL server that is none of ours (`Tests/Tools/graphql-server`).
enum RealGraphQLServer {
  /// One in clear text that tests share: each has paths of its own.
  static let shared = try? PythonServer(.graphQL)

  /// Whether there is one.
  static var isThere: Bool { PythonScript.graphQL.isThere }
}

/// What the server says that it received.
struct ReceivedOperation {
  let method: String
  let target: String
  /// The content, without blanks and its members sorted.
  let content: String
  private let headers: Document

  init(_ record: Document) {
    func text(_ name: String) -> String {
      record.value(at: [Array(name.utf8)], from: record.root)
        .map { String(decoding: record.string(at: $0), as: UTF8.self) } ?? ""
    }
    method = text("method")
    target = text("target")
    content = GraphQLFixture.sorted(Array(text("body").utf8))
    headers = record
  }

  /// The values of a field, by its name in lower case.
  func values(of name: String) -> [String] {
    let path = ["headers", name].map { Array($0.utf8) }
    guard let node = headers.value(at: path, from: headers.root) else { return [] }
    return headers.elements(of: node)
      .map { String(decoding: headers.string(at: $0), as: UTF8.self) }
  }
}
