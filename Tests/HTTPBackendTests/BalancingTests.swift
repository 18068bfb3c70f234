import Endpoints
import HTTP
import HTTPBackend
import Messages
import Network
import SocketTesting
import Testing

@testable import Upstreams

@Suite("Balancing", .timeLimit(.minutes(1)))
struct BalancingTests {
  @Test(
    "LB-2: weights are scaled to a short list",
    arguments: [
      ([100, 500, 1000], [1, 5, 10]), ([25, 10000, 1000], [0, 10, 1]),
      ([25, 1000, 10000, 0, 65535], [0, 1, 13, 0, 85]), ([1, 65535], [0, 1]), ([], []),
      ([0, 0], [0, 0]), ([7], [1]), ([33, 33, 33], [1, 1, 1]),
      ([15015, 15016, 15017, 15018, 15019], [19, 19, 20, 20, 20]),
    ])
  func compact(weights: [Int], expected: [Int]) {
    #expect(HostWeights.compact(weights) == expected)
  }

  @Test("LB-2: of very many servers with one weight each keeps a turn")
  func many() {
    #expect(HostWeights.compact(Array(repeating: 65535, count: 1000)).allSatisfy { $0 == 1 })
    #expect(HostWeights.compact((1...1000).map { $0 * 60 }).reduce(0, +) <= 1000)
  }

  @Test("LB-1: a call that cannot connect fails, unless it may fail over")
  func failsOver() throws {
    let listener = try RawListener()
    let dead = try RawListener.refusingPort()
    let strict = try BackendRig([dead, dead])
    #expect(try strict.begin().text().hasPrefix("failed notConnected"))
    strict.stop()
    let rig = try BackendRig([dead, dead, listener.port], failsOver: true)
    for _ in 0..<3 {
      let call = try rig.begin(.post, content: { .bytes([UInt8]("x".utf8)) }, framing: .length(1))
      let server = try listener.accept()
      #expect(try server.receive(through: "\r\n\r\n").contains("Host: 127.0.0.1:\(listener.port)"))
      #expect(try server.receive(1) == [0x78])
      try server.send(RawListener.answer("{}", fields: "Connection: close\r\n"))
      #expect(call.text() == "document {}")
    }
    rig.stop()
  }

  @Test("failing over ends when all hosts were tried")
  func allDead() throws {
    let ports = [try RawListener.refusingPort(), try RawListener.refusingPort()]
    let rig = try BackendRig(ports, failsOver: true)
    #expect(try rig.begin().text().hasPrefix("failed notConnected"))
    rig.stop()
  }
}

@Suite("Forward proxies", .timeLimit(.minutes(1)))
struct ProxyTests {
  @Test(
    "NO_PROXY names hosts as in Go's client",
    arguments: [
      ("a.local", "a.local", true), ("a.local", "b.a.local", true), ("a.local", "xa.local", false),
      (".a.local", "a.local", false), (".a.local", "b.a.local", true),
      ("*.a.local", "b.a.local", true), ("*.a.local", "a.local", false),
      ("A.Local , c", "a.local", true), ("a.local:80", "a.local", true),
      ("a.local:81", "a.local", false), ("*", "anything", true), ("x,*", "anything", true),
      ("10.0.0.0/8", "10.1.2.3", true), ("10.0.0.0/8", "11.1.2.3", false),
      ("10.1.2.3", "10.1.2.3", true), ("10.1.2.3:81", "10.1.2.3", false),
      ("10.1.2.3:80", "10.1.2.3", true), ("[fd00::1]:80", "fd00::1", true),
      ("fd00::/8", "fd12::3", true), ("fd00::1", "fd00::2", false),
      ("", "a.local", false), (",,", "a.local", false), (":80", "a.local", false),
      ("a.local:x", "a.local", false), ("", "localhost", true), ("", "127.9.9.9", true),
      ("", "::1", true), ("", "localhost.x", false),
    ])
  func noProxy(list: String, host: String, isDirect: Bool) {
    #expect(NoProxyList(list).contains(host, port: 80) == isDirect)
  }

  @Test("requests go to the proxy in absolute form, with its credentials, redirects too")
  func absolute() throws {
    let listener = try RawListener()
    let proxy = ForwardProxy(
      origin: Origin(index: 0, host: "127.0.0.1", port: listener.port),
      passage: ProxyPassage(authorization: FieldValue("Basic dTpw")))
    let rig = try BackendRig([81], proxies: .always(proxy))
    let call = try rig.begin(.get, "/a?b=1", fields: [("Authorization", "secret")])
    let server = try listener.accept()
    let head = try server.receive(through: "\r\n\r\n")
    #expect(
      head == "GET http://127.0.0.1:81/a?b=1 HTTP/1.1\r\nHost: 127.0.0.1:81\r\n"
        + "Authorization: secret\r\nProxy-Authorization: Basic dTpw\r\n\r\n")
    try server.send(RawListener.answer(302, "", fields: "Location: http://other.local/x\r\n"))
    let next = try server.receive(through: "\r\n\r\n")
    #expect(next.hasPrefix("GET http://other.local/x HTTP/1.1\r\nHost: other.local\r\n"))
    // ST-3: the proxy is the same, the host is not.
    #expect(!next.contains("secret"))
    #expect(next.contains("Proxy-Authorization: Basic dTpw\r\n"))
    try server.send(RawListener.answer("{}"))
    #expect(call.text() == "document {}")
    server.end()
    rig.stop()
  }
}
