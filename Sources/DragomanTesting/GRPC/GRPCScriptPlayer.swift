import Document
import GRPCBackend
import Protobuf

/// Plays a script of a gRPC backend: its messages are made when it begins, by the descriptors.
final class GRPCScriptPlayer: Sendable {
  private struct Route: Sendable {
    var input: WireToJSON
    var replies: [(condition: Document?, reply: GRPCReply)]
  }

  private let routes: [String: Route]

  /// Prepares all answers.
  init(_ script: GRPCScript, _ schema: Schema) throws(SpecError) {
    var routes: [String: Route] = [:]
    for (path, replies) in script.routes {
      guard let method = schema.method(path: path) else {
        throw SpecError(pointer: "/grpc", reason: "the catalog has no method \(path)")
      }
      let player = ReplyMaker(path, method, schema)
      var made: [(condition: Document?, reply: GRPCReply)] = []
      for reply in replies { made.append(try player.make(reply)) }
      let input = WireToJSON(schema, message: method.input, shape: .protojson)
      routes[path] = Route(input: input, replies: made)
    }
    self.routes = routes
  }

  /// The answer to a call.
  func reply(to request: GRPCRecordedRequest) -> GRPCReply {
    guard let route = routes[request.path] else {
      return .failure(12, "no reply is scripted for \(request.path)")
    }
    let first = request.messages.first.flatMap { try? route.input.document($0.span) }
    let fitting = route.replies.first { condition, _ in
      guard let condition else { return true }
      guard let first else { return false }
      let difference = JSONComparison.difference(
        expected: condition, actual: first, allowsSurplus: true)
      return difference == nil
    }
    return fitting?.reply ?? .failure(5, "no reply is scripted for this message")
  }

  /// A call as it is told: its message as ProtoJSON, or a list of them where there is not one.
  func record(of request: GRPCRecordedRequest) -> RecordedRequest {
    let route = routes[request.path]
    let messages = request.messages.map { message in
      (try? route?.input.document(message.span))?.text ?? Array("null".utf8)
    }
    if messages.count == 1 { return RecordedRequest(request, json: messages[0]) }
    let list = Array("[".utf8) + messages.joined(separator: ",".utf8) + Array("]".utf8)
    return RecordedRequest(request, json: list)
  }
}

/// Makes the replies to one method.
private struct ReplyMaker {
  private let path: String
  private let schema: Schema
  private let output: JSONToWire

  init(_ path: String, _ method: MethodType, _ schema: Schema) {
    self.path = path
    self.schema = schema
    output = JSONToWire(schema, message: method.output)
  }

  func make(
    _ script: GRPCScript.Reply
  ) throws(SpecError) -> (condition: Document?, reply: GRPCReply) {
    var reply = GRPCReply()
    do {
      for message in script.messages { reply.messages.append(try output.wire(message)) }
      reply.details = try details(script)
      reply.initialMetadata = script.headers
      reply.trailingMetadata = script.trailers
      reply.delayMilliseconds = script.delayMilliseconds
      reply.isSilent = script.isSilent
      reply.status = Int(try code(script.status).rawValue)
      reply.isTrailersOnly = script.messages.isEmpty && script.status != "OK"
      if !script.statusMessage.isEmpty {
        let text = GRPCMessageText.encode(script.statusMessage)
        reply.message = String(decoding: text, as: UTF8.self)
      }
      return (try script.condition.map { try Document.scan($0, .strict) }, reply)
    } catch {
      throw SpecError(pointer: "/grpc", reason: "\(path): \(error)")
    }
  }

  private func code(_ name: String) throws -> GRPCCode {
    guard let code = GRPCCode.allCases.first(where: { "\($0.name)" == name }) else {
      throw SpecError(pointer: "/grpc", reason: "there is no status \(name)")
    }
    return code
  }

  /// The `google.rpc.Status` that brings the details along.
  private func details(_ script: GRPCScript.Reply) throws -> [UInt8]? {
    guard !script.details.isEmpty, let type = schema.message(named: "google.rpc.Status") else {
      return nil
    }
    var builder = DocumentBuilder(capacity: 256)
    builder.beginObject()
    builder.append(name: "code")
    builder.append(number: Int(try code(script.status).rawValue))
    builder.append(name: "message")
    builder.append(string: script.statusMessage)
    builder.append(name: "details")
    builder.beginArray()
    for detail in script.details { builder.append(try Document.scan(detail, .strict)) }
    builder.end()
    builder.end()
    return try JSONToWire(schema, message: type).wire(builder.finish())
  }
}
