import Document
import DragomanTesting
import PythonTesting
import SocketTesting
import Testing

/// A gateway in the test's own process, before a gRPC server.
final class Trial {
  let gateway: TestGateway
  let authority: String
  /// A setting of the root: errors have contents (RSP-5, ST-4).
  static let telling = #""router": {"return_error_msg": true}"#

  /// Starts it with endpoints that `endpoint` makes, and more; `$HOST` stands for the server.
  init(
    _ endpoints: String..., before authority: String? = nil, grpc: String = "", more: String = "",
    backends: [String: BackendScript] = [:], catalog: String = RealServer.catalog
  ) throws {
    let authority = try authority ?? #require(RealServer.shared?.authority)
    self.authority = authority
    let settings = more.isEmpty ? "" : more + ", "
    let text = """
      {"version": 3, "timeout": "20s", "host": ["\(authority)"],
       "extra_config": {\(settings)"grpc": {"catalog": ["\(catalog)"]\(grpc)}},
       "endpoints": [\(endpoints.joined(separator: ",\n"))]}
      """
    gateway = try TestGateway(
      text.replacing("$HOST", with: authority), backends: backends)
  }

  deinit { gateway.stop() }

  /// The text of an endpoint: `grpc` stands in `backend/grpc`, `backend` in its backend.
  static func endpoint(
    _ path: String, _ method: String, _ grpc: String = "", backend: String = "",
    _ endpoint: String = "", extra: String = ""
  ) -> String {
    let verb = endpoint.contains("\"method\"") ? "" : #""method": "\#(verb(grpc))","#
    let more = endpoint.isEmpty ? "" : endpoint + ","
    return """
      {"endpoint": "\(path)", \(verb) \(more) "backend": [
        \(self.backend(method, grpc, backend, extra: extra))]}
      """
  }

  private static func verb(_ grpc: String) -> String {
    grpc.contains(#""use_request_body": true"#) ? "POST" : "GET"
  }

  /// The text of a backend.
  static func backend(
    _ method: String, _ grpc: String = "", _ backend: String = "", extra: String = ""
  ) -> String {
    let path = method.contains("/") ? method : "/trial.v1.Trial/\(method)"
    let more = backend.isEmpty ? "" : ", " + backend
    return """
      {"url_pattern": "\(path)"\(more), "extra_config": {"backend/grpc": {\(grpc)}\(extra)}}
      """
  }

  func get(_ target: String, _ fields: [TestField] = []) throws -> TestAnswer {
    try gateway.send(TestRequest("GET", target, fields: fields))
  }

  func post(
    _ target: String, _ content: String, _ fields: [TestField] = [], method: String = "POST"
  ) throws -> TestAnswer {
    try gateway.send(TestRequest(method, target, fields: fields, content: Array(content.utf8)))
  }

  /// A connection on which a request has been sent.
  func connection(_ text: String, receiveBuffer: Int32? = nil) throws -> RawSocket {
    let socket = try RawSocket.connect(port: gateway.port, receiveBuffer: receiveBuffer)
    try socket.send(text)
    return socket
  }
}
