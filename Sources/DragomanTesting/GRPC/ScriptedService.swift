import Network
import Protobuf

/// A gRPC backend of a spec: a server that plays its script.
struct ScriptedService {
  let server: ScriptedGRPCServer
  private let player: GRPCScriptPlayer

  init(_ script: GRPCScript, _ schema: Schema, on group: LoopGroup) throws {
    let player = try GRPCScriptPlayer(script, schema)
    self.player = player
    server = try ScriptedGRPCServer(on: group) { player.reply(to: $0) }
  }

  /// Forgets the calls received so far and returns them.
  func takeRequests() -> [RecordedRequest] {
    server.takeRequests().map { player.record(of: $0) }
  }
}
