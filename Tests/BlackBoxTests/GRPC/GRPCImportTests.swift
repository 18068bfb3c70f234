import DragomanTesting
import Foundation
import Testing

@Suite("dragoman grpc import", .enabled(if: Workshop.has()))
struct GRPCImportTests {
  private typealias Replies = ReflectionReplies

  private static let shop = Workshop.root.appending(path: "Fixtures/descriptors/shop.pb")

  private let folder: URL
  private let output: String

  init() throws {
    folder = try Workshop.makeFolder()
    output = folder.appending(path: "catalog.pb").path
  }

  private func dragoman(_ arguments: [String]) throws -> Program {
    let program = try Program(try #require(Workshop.binary), ["grpc"] + arguments)
    program.end()
    return program
  }

  private func fetch(
    _ v1: [GRPCReply], _ v1alpha: [GRPCReply] = [], _ arguments: String...
  ) throws -> (program: Program, requests: [GRPCRecordedRequest]) {
    let server = try ScriptedGRPCServer([Replies.paths[0]: v1, Replies.paths[1]: v1alpha])
    defer { server.stop() }
    let program = try dragoman(["import", server.authority, "-o", output] + arguments)
    return (program, server.requests)
  }

  private static func answers() throws -> [[UInt8]] {
    let files = Replies.split([UInt8](try Data(contentsOf: shop)))
    return [
      Replies.services("shop.v1.Orders", "grpc.reflection.v1.ServerReflection"),
      Replies.files(files),
    ]
  }

  @Test("a catalog that a gateway starts with is written, and told")
  func imports() throws {
    let (program, _) = try fetch([Replies.stream(try Self.answers())])
    #expect(program.errors == "")
    #expect(program.process.terminationStatus == 0)
    #expect(program.output.contains("Get(shop.v1.GetRequest) → shop.v1.Order"))
    #expect(program.output.contains("catalog.pb: 1 services"))
    let list = try dragoman(["list", output])
    #expect(list.process.terminationStatus == 0)
    #expect(list.output.hasPrefix("shop.v1.Orders\n"))
  }

  @Test("v1alpha is asked where the server does not have v1")
  func fallsBack() throws {
    let (program, _) = try fetch(
      [Replies.refusal(12, "no such service")], [Replies.stream(try Self.answers())])
    #expect(program.process.terminationStatus == 0)
    #expect(FileManager.default.fileExists(atPath: output))
  }

  @Test("a server without reflection is told apart, with another way")
  func notImplemented() throws {
    let (program, _) = try fetch(
      [Replies.refusal(12, "unknown service")], [Replies.refusal(12, "unknown service")])
    #expect(program.process.terminationStatus == 1)
    #expect(program.errors.contains("does not offer reflection"))
    #expect(program.errors.contains("protoc"))
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test("a refusal is told with status and message")
  func refused() throws {
    let (program, _) = try fetch([Replies.refusal(16, "no token")])
    #expect(program.process.terminationStatus == 1)
    #expect(program.errors.contains("UNAUTHENTICATED: no token"))
  }

  @Test("metadata is sent along")
  func metadata() throws {
    let (_, requests) = try fetch(
      [Replies.stream(try Self.answers())], [], "-H", "authorization: Bearer x")
    // The call is reset as soon as all is there: a server need not have seen its end.
    #expect(requests.allSatisfy { $0.field("authorization") == "Bearer x" })
    let bad = try dragoman(["import", "127.0.0.1:1", "-o", output, "-H", "grpc-timeout: 1S"])
    #expect(bad.errors.contains("'grpc-timeout' cannot be metadata"))
  }

  @Test("what is missing in the server's files is named, and nothing is written")
  func incomplete() throws {
    let method = Replies.field(1, "Get") + Replies.field(2, ".b.T") + Replies.field(3, ".b.T")
    let service = Replies.field(1, "S") + Replies.field(2, method)
    let file =
      Replies.field(1, "a.proto") + Replies.field(2, "a") + Replies.field(3, "b.proto")
      + Replies.field(6, service)
    let answers = [
      Replies.services("a.S"), Replies.files([file]), Replies.failure(5, "not here"),
    ]
    let (program, _) = try fetch([Replies.stream(answers)])
    #expect(program.process.terminationStatus == 1)
    #expect(program.errors.contains("incomplete"))
    #expect(program.errors.contains("b.T"))
    #expect(program.errors.contains("b.proto: the server refused it: NOT_FOUND: not here"))
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test("a service that is not there is an error with a suggestion")
  func unknownService() throws {
    let (program, _) = try fetch([Replies.stream(try Self.answers())], [], "shop.v1.Order")
    #expect(program.process.terminationStatus == 1)
    #expect(program.errors.contains("Did you mean 'shop.v1.Orders'?"))
  }

  @Test("answers that are none, and streams that end early, are errors")
  func malformed() throws {
    for messages in [[[0xFF, 0xFF]], [Replies.services("a.S")], []] as [[[UInt8]]] {
      let (program, _) = try fetch([Replies.stream(messages)])
      #expect(program.process.terminationStatus == 1)
      #expect(program.errors.hasPrefix("dragoman grpc import: 127.0.0.1:"))
    }
  }

  @Test("a silent server is given up in time")
  func silent() throws {
    var reply = GRPCReply()
    reply.isSilent = true
    let (program, _) = try fetch([reply], [], "--timeout", "100ms")
    #expect(program.process.terminationStatus == 1)
    #expect(program.errors.contains("--timeout"))
  }

  @Test("a port that nobody listens on, and one of HTTP/1.1, are told apart")
  func unreachable() throws {
    let program = try dragoman(["import", "127.0.0.1:\(FreePort.next())", "-o", output])
    #expect(program.process.terminationStatus == 1)
    #expect(program.errors.contains("refused"))
    let server = try ScriptedBackend(BackendScript(["*": .json("{}")]))
    defer { server.stop() }
    let other = try dragoman(["import", "127.0.0.1:\(server.port)", "-o", output])
    #expect(other.process.terminationStatus == 1)
    #expect(other.errors.contains("HTTP/2"))
  }
}
