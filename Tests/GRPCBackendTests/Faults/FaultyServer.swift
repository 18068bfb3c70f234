import DragomanTesting
import Glibc
import SocketTesting
import Testing

/// A gateway before a scripted gRPC server that misbehaves once and then behaves.
final class FaultyServer {
  /// `{id: "7"}`
  static let item: [UInt8] = [0x0A, 1, 0x37]
  static let good = GRPCReply.unary(item)
  static let path = "/trial.v1.Trial/Echo"
  static let streamPath = "/trial.v1.Trial/Count"

  let server: ScriptedGRPCServer
  let trial: Trial

  /// `grpc` stands in `backend/grpc`.
  init(
    _ replies: [GRPCReply], _ grpc: String = "", timeout: String = "20s", backend: String = ""
  ) throws {
    server = try ScriptedGRPCServer([Self.path: replies, Self.streamPath: replies])
    trial = try Self.trial(before: server.authority, grpc, timeout: timeout, backend: backend)
  }

  deinit { server.stop() }

  /// A gateway before a server of another kind.
  static func trial(
    before authority: String, _ grpc: String = "", timeout: String = "20s", backend: String = "",
    method: String = "GET"
  ) throws -> Trial {
    let endpoint =
      "\"timeout\": \"\(timeout)\", \"method\": \"\(method)\", \"input_query_strings\": [\"*\"], "
      + #""extra_config": {"dragoman/endpoint": {"failures": {"contract": "problem+json","#
      + #" "show_detail": true}}}"#
    let unset = #""output_remove_unset_values": true"# + (grpc.isEmpty ? "" : ", " + grpc)
    return try Trial(
      Trial.endpoint("/e", "Echo", unset, backend: backend, endpoint),
      Trial.endpoint("/s", "Count", unset, backend: backend, endpoint), before: authority)
  }

  /// Returns when the server has no connection any more; the suite's time limit bounds it.
  func waitForClose() {
    while server.openConnectionCount > 0 { poll(nil, 0, 2) }
  }

  /// `502 malformed_answer`, or `200 {"id":"7"}`.
  func ask(_ target: String = "/e") throws -> String {
    Self.summary(try trial.get(target))
  }

  /// The status, and the kind of the failure or else the content.
  static func summary(_ answer: TestAnswer) -> String {
    let kind = answer.text.firstRange(of: #""kind":""#).map { range in
      answer.text[range.upperBound...].prefix { $0 != "\"" }
    }
    return "\(answer.status) \(kind.map(String.init) ?? answer.text)"
  }
}
