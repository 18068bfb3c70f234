import Document
import DragomanTesting

/// An answer of a GraphQL server: `data`, `errors`, or both.
struct GraphQLReply {
  let document: Document
  /// The messages of the errors.
  let errors: [String]
  /// The node of the schema, if it tells of one.
  let schema: Int?

  /// Throws, with the reason, for what no GraphQL server answers.
  init(_ answer: TestAnswer) throws(Invocation.Mistake) {
    guard let document = answer.json, document.kind(of: document.root) == .object else {
      throw Invocation.Mistake(text: Self.foreign(answer))
    }
    func node(_ path: String...) -> Int? {
      let path = path.map { Array($0.utf8) }
      guard let node = document.value(at: path, from: document.root),
        document.kind(of: node) != .null
      else { return nil }
      return node
    }
    let list = node("errors").flatMap { document.kind(of: $0) == .array ? $0 : nil }
    let data = node("data")
    guard list != nil || data != nil else {
      throw Invocation.Mistake(
        text: "what answers is not GraphQL: JSON without `data` or `errors`, "
          + "with status \(answer.status)")
    }
    self.document = document
    schema = node("data", "__schema")
    errors = list.map { document.elements(of: $0).map { Self.message($0, document) } } ?? []
  }

  private static func message(_ error: Int, _ document: Document) -> String {
    guard let node = document.value(at: [Array("message".utf8)], from: error),
      document.kind(of: node) == .string
    else { return "an error without a message" }
    let text = String(decoding: document.string(at: node).prefix(512), as: UTF8.self)
    // What a terminal would obey is not for a server to say.
    let isControl = { (scalar: Unicode.Scalar) in scalar.properties.generalCategory == .control }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
  }

  private static func foreign(_ answer: TestAnswer) -> String {
    func field(_ name: String) -> String? { answer.fields.first { $0.name == name }?.value }
    if (300..<400).contains(answer.status), let location = field("Location") {
      return "the server redirects to \(location): say that URL if it is the right one"
    }
    let status = "status \(answer.status)"
    if let coding = field("Content-Encoding") {
      return "the answer, with \(status), is encoded (\(coding)), which nobody asked for"
    }
    guard !answer.content.isEmpty else { return "the answer is empty, with \(status)" }
    let kind = field("Content-Type").map { ", \($0)" } ?? ""
    return "what answers is not GraphQL: no JSON object, with \(status)\(kind)"
  }
}
