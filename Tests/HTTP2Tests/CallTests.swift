import DragomanTesting
import HTTP
import SocketTesting
import Testing

@Suite("Calls over HTTP/2", .timeLimit(.minutes(1)))
struct CallTests {
  @Test("a call with one message gets its answer and its status")
  func unary() throws {
    let server = try ScriptedGRPCServer(["/test.Echo/Say": [.unary([9, 8, 7])]])
    let rig = try HTTP2Rig()
    let call = rig.start(port: server.port)
    #expect(call.text() == "200 [0, 0, 0, 0, 3, 9, 8, 7] 0")
    let requests = server.takeRequests()
    #expect(requests.map(\.path) == ["/test.Echo/Say"])
    #expect(requests.first?.messages == [[1, 2, 3]])
    #expect(requests.first?.authority == "127.0.0.1:\(server.port)")
    #expect(requests.first?.field("te") == "trailers")
    rig.stop()
    server.stop()
  }
}
