import HTTP
import Messages
import Network
import Protobuf
import PythonTesting
import Testing

@testable import GRPCBackend

@Suite("Reflection of a real server", .enabled(if: RealServer.isThere))
struct ReflectionTests {
  @Test("a catalog fetched from it loads, and knows what the server serves")
  func imports() throws {
    let server = try #require(RealServer.shared)
    let group = try LoopGroup(count: 1)
    defer { group.stop() }
    let loop = group.loops[0]
    let outcome = Handover<Result<[UInt8], ReflectionFailure>>()
    let (port, authority) = (UInt16(server.port), Array(server.authority.utf8))
    loop.submit {
      let client = HTTP2Client(
        loop: loop, settings: HTTP2ClientSettings(),
        addresses: AddressBook(
          loop: loop, resolver: SystemResolver(), pool: BlockingPool(),
          ageNanoseconds: 1_000_000_000))
      let target = ReflectionCall.Target(
        Origin(index: 0, host: "127.0.0.1", port: port), authority: authority,
        nanoseconds: 20_000_000_000)
      ReflectionCall(target, fetching: ReflectionImport(), client: client, loop: loop) { result in
        outcome.put(result.map(\.set))
      }.start()
    }
    let set = try outcome.take().get()
    let schema = try DescriptorPool.load([DescriptorSet(name: "fetched", bytes: set)]).schema
    let parts = try #require(schema.method(path: "/trial.v1.Trial/TakeParts"))
    #expect(parts.isClientStreaming && schema[parts.input].wellKnown == .httpBody)
    #expect(schema.service(named: "trial.v1.Library")?.method(named: "GetBook")?.httpRule != nil)
    #expect(schema.service(named: "grpc.reflection.v1alpha.ServerReflection") == nil)
  }
}
