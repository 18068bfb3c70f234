import Glibc
import HTTP
import Messages
import SocketTesting
import Synchronization
import Testing

@testable import Network

@Suite("How the client connects", .timeLimit(.minutes(1)))
struct DialerTests {
  @Test("a server that refuses is told at once, with the system's reason")
  func refused() throws {
    let rig = try ClientRig()
    #expect(
      rig.start(port: try RawListener.refusingPort()).text() == "connect: Connection refused")
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test("a host with several addresses: those that refuse are passed over")
  func severalAddresses() throws {
    let resolver = ListResolver(["127.0.0.3", "127.0.0.2", "127.0.0.1"])
    let rig = try ClientRig(resolver: resolver)
    let listener = try RawListener()
    let call = rig.start(port: listener.port, host: "several")
    let server = try listener.accept()
    _ = try server.receiveRequest()
    try server.answer("ok")
    #expect(call.text() == "200 ok")
    rig.stop()
  }

  @Test("a host whose addresses all refuse fails once, with the reason of the last")
  func allRefuse() throws {
    let rig = try ClientRig(resolver: ListResolver(["127.0.0.3", "127.0.0.2", "::1"]))
    let call = rig.start(port: try RawListener.refusingPort(), host: "several")
    #expect(call.text().hasPrefix("connect: "))
    #expect(eventually { rig.isClean })
    #expect(call.reports == 1)
    rig.stop()
  }

  @Test("an address that does not answer is overtaken by the next one")
  func slowAddress() throws {
    let rig = try ClientRig(
      { $0.dialerFallbackDelay = 20_000_000 },
      resolver: ListResolver(["127.0.0.2", "127.0.0.1"]))
    let listener = try RawListener()
    let deaf = try DeafPort(host: 0x7F00_0002, port: listener.port)
    let call = rig.start(port: listener.port, host: "several")
    let server = try listener.accept()
    _ = try server.receiveRequest()
    try server.answer("ok")
    #expect(call.text() == "200 ok")
    #expect(rig.connections == 1)
    deaf.close()
    rig.stop()
  }

  @Test("dialer_timeout: a server that does not answer at all")
  func timeout() throws {
    let rig = try ClientRig({ $0.dialerTimeout = 50_000_000 })
    let deaf = try DeafPort(host: 0x7F00_0001, port: 0)
    #expect(rig.start(port: deaf.port).text() == "connect: timed out")
    #expect(eventually { rig.isClean })
    deaf.close()
    rig.stop()
  }

  @Test("dialer_timeout: a resolver that never answers; nobody is kept waiting in the book")
  func deadResolver() throws {
    let resolver = ListResolver([])
    resolver.holds.store(true, ordering: .relaxed)
    let rig = try ClientRig({ $0.dialerTimeout = 30_000_000 }, resolver: resolver)
    let calls = (0..<20).map { _ in rig.start(port: 9, host: "dead") }
    for call in calls { #expect(call.text() == "connect: timed out") }
    #expect(eventually { rig.isClean })
    resolver.gate.put(true)
    for call in calls { #expect(call.reports == 1) }
    rig.stop()
  }

  @Test("a name that nobody knows")
  func unresolved() throws {
    let rig = try ClientRig(resolver: ListResolver([]))
    #expect(rig.start(port: 9, host: "nobody").text() == "lookup nobody: no address")
    #expect(eventually { rig.isClean })
    rig.stop()
  }

  @Test("without a descriptor left it fails, and recovers with the next one")
  func outOfDescriptors() async {
    await #expect(processExitsWith: .success) {
      let rig = try ClientRig()
      let listener = try RawListener()
      var old = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &old)
      let free = dup(0)
      close(free)
      var none = rlimit(rlim_cur: rlim_t(free), rlim_max: old.rlim_max)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &none)
      let calls = (0..<10).map { _ in rig.start(port: listener.port) }
      for call in calls { try #require(call.text() == "socket: Too many open files") }
      try #require(eventually { rig.isClean })
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &old)
      let call = rig.start(port: listener.port)
      let server = try listener.accept()
      _ = try server.receiveRequest()
      try server.answer("ok")
      try #require(call.text() == "200 ok")
      rig.stop()
    }
  }
}

/// Knows one list of addresses for every name; or holds everybody until a gate opens.
final class ListResolver: Resolver {
  let holds = Atomic(false)
  let gate = Handover<Bool>()
  private let list: [String]

  init(_ list: [String]) { self.list = list }

  func addresses(of host: String) throws(ResolutionFailure) -> [SocketAddress] {
    if holds.load(ordering: .relaxed) { _ = gate.take() }
    return list.compactMap { SocketAddress(ip: $0, port: 0) }
  }
}

/// A port whose queue of connections is full: whoever connects waits and hears nothing.
final class DeafPort: Sendable {
  let port: UInt16
  private let descriptors: [Int32]

  init(host: UInt32, port: UInt16) throws {
    let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = host.bigEndian
    address.sin_port = port.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    var descriptors = [listening]
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        #expect(bind(listening, $0, length) == 0)
        #expect(listen(listening, 0) == 0)
        #expect(getsockname(listening, $0, &length) == 0)
        // With a queue of length 0 one connection fits; the others only begin.
        for _ in 0..<4 {
          let client = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
          _ = connect(client, $0, length)
          descriptors.append(client)
        }
      }
    }
    self.port = UInt16(bigEndian: address.sin_port)
    self.descriptors = descriptors
  }

  func close() { for descriptor in descriptors { Glibc.close(descriptor) } }
}
