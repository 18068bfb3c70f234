import DragomanTesting
import Foundation
import Network
import Testing

/// A gateway with a proxy for GraphQL clients at `/graphql`, by POST and by GET, in front of a
/// backend that answers everything.
struct GraphQLProxyFixture {
  /// What came of a request.
  struct Outcome {
    var answer: TestAnswer
    /// What reached the backend; nil if nothing did.
    var seen: RecordedRequest?

    /// The code of the refusal; nil without one.
    var code: String? {
      guard let json = answer.json,
        let node = json.value(at: [Array("errors".utf8)]),
        let first = json.elements(of: node).first(where: { _ in true }),
        let code = json.value(at: [Array("extensions".utf8), Array("code".utf8)], from: first)
      else { return nil }
      return String(decoding: json.string(at: code), as: UTF8.self)
    }
  }

  private let gateway: InProcessGateway

  /// `rules` are the members of `backend/graphql` beside its type, `endpoint` those of both
  /// endpoints.
  init(
    _ rules: String = "", endpoint: String = #""output_encoding": "no-op""#, root: String = "",
    reply: ScriptedReply = .json(#"{"data": {"a": 1}}"#)
  ) throws {
    func one(_ method: String) -> String {
      """
      {"endpoint": "/graphql", "method": "\(method)"\(endpoint.isEmpty ? "" : ", \(endpoint)"),
       "backend": [{"url_pattern": "/api", "extra_config": {
         "backend/graphql": {"type": "proxy"\(rules.isEmpty ? "" : ", \(rules)")}}}]}
      """
    }
    gateway = try InProcessGateway(
      "{\"version\": 3, \"host\": \"$BACKEND\", \(root) "
        + "\"endpoints\": [\(one("POST")), \(one("GET"))]}",
      backend: BackendScript(["*": reply]))
  }

  func stop() { gateway.stop() }

  /// Sends content, as JSON unless a type is given.
  func post(
    _ content: [UInt8], type: String? = "application/json", target: String = "/graphql",
    fields: [TestField] = []
  ) throws -> Outcome {
    let types = type.map { [TestField("Content-Type", $0)] } ?? []
    return try send(TestRequest("POST", target, fields: types + fields, content: content))
  }

  func post(_ content: String) throws -> Outcome { try post(Array(content.utf8)) }

  /// Sends a document by POST.
  func ask(_ document: String, more: String = "") throws -> Outcome {
    try post(#"{"query":"\#(GraphQLProxyFixture.escaped(document))"\#(more)}"#)
  }

  /// Sends the pairs of a query by GET.
  func get(_ query: String, content: [UInt8]? = nil) throws -> Outcome {
    try send(TestRequest("GET", "/graphql?" + query, content: content))
  }

  private func send(_ request: TestRequest) throws -> Outcome {
    let before = gateway.backend.requests.count
    let answer = try gateway.client.send(request, port: gateway.port)
    return Outcome(answer: answer, seen: gateway.backend.requests.dropFirst(before).first)
  }

  /// What a document is between the quotes of JSON.
  static func escaped(_ document: String) -> String {
    document.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
  }

  /// The SHA-256 of a document, in hexadecimal digits.
  static func hash(_ document: String) throws -> String {
    let bytes = Array(document.utf8)
    let digits = try SHA256().hexadecimal(of: bytes.span)
    return String(decoding: try #require(digits), as: UTF8.self)
  }

  /// `extensions` of a persisted query.
  static func persisted(_ hash: String) -> String {
    #"{"persistedQuery":{"version":1,"sha256Hash":"\#(hash)"}}"#
  }
}
