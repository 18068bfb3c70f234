import Configuration
import Dragoman
import DragomanTesting
import Foundation
import Network
import Synchronization
import Testing

/// Answers for services, as a test scripts them.
final class ScriptedServices: ServiceResolver {
  private let answers: Mutex<[ServiceRecord]?>
  private let count = Mutex(0)

  init(_ records: [ServiceRecord]?) { answers = Mutex(records) }

  var askedCount: Int { count.withLock { $0 } }

  func set(_ records: [ServiceRecord]?) { answers.withLock { $0 = records } }

  func records(of name: String) throws(ResolutionFailure) -> [ServiceRecord] {
    count.withLock { $0 += 1 }
    guard let records = answers.withLock({ $0 }) else {
      throw ResolutionFailure(host: name, reason: "scripted")
    }
    return records
  }
}

@Suite("Finding and reaching hosts", .timeLimit(.minutes(1)))
struct UpstreamTests {
  private static let service = """
    {"version": 3, "endpoints": [{"endpoint": "/a", "backend": [
      {"url_pattern": "/b", "sd": "dns", "disable_host_sanitize": true,
       "host": ["_http._tcp.users.internal"] EXTRA}]}]}
    """

  private static func record(
    _ port: UInt16, priority: UInt16 = 0, weight: UInt16 = 1
  ) -> ServiceRecord {
    ServiceRecord(priority: priority, weight: weight, port: port, target: "127.0.0.1")
  }

  private static func script(_ name: String) -> BackendScript {
    BackendScript(["*": .json("{\"from\": \"\(name)\"}")])
  }

  @Test("LB-2: calls go to the servers that SRV records name, by weight, and follow changes")
  func discovers() throws {
    let second = try ScriptedBackend(Self.script("second"))
    let services = ScriptedServices([])
    let gateway = try InProcessGateway(
      Self.service.replacing("EXTRA", with: ""), backend: Self.script("first"),
      before: {
        services.set([Self.record($0.port, weight: 10), Self.record(second.port, weight: 30)])
      },
      configured: {
        $0.serviceResolver = services
        $0.resolutionInterval = 20_000_000
      })
    defer { gateway.stop() }
    for _ in 0..<40 { #expect(try gateway.get("/a").status == 200) }
    #expect(gateway.backend.takeRequests().count == 10)
    #expect(second.takeRequests().count == 30)
    #expect(gateway.backend.requests.allSatisfy { $0.target == "/b" })
    // Another list; then the name server fails, and the last list stays.
    services.set([Self.record(second.port)])
    var isMoved = false
    for _ in 0..<2000 where !isMoved {
      _ = gateway.backend.takeRequests()
      _ = try gateway.get("/a")
      _ = try gateway.get("/a")
      isMoved = gateway.backend.requests.isEmpty
      Waiting.briefly()
    }
    #expect(isMoved)
    services.set(nil)
    let asked = services.askedCount
    for _ in 0..<2000 where services.askedCount < asked + 3 { Waiting.briefly() }
    #expect(try gateway.get("/a").status == 200)
    second.stop()
  }

  /// Which of two listed backends answered each of so many calls.
  private static func turns(_ balancing: String, calls: Int) throws -> [Bool] {
    let second = try ScriptedBackend(script("second"))
    defer { second.stop() }
    let gateway = try InProcessGateway(
      """
      {"version": 3, "endpoints": [{"endpoint": "/a", "backend": [{"url_pattern": "/b",
        "host": ["$BACKEND", "http://127.0.0.1:\(second.port)"],
        "extra_config": {"dragoman/backend": {\(balancing)}}}]}]}
      """, backend: script("first"))
    defer { gateway.stop() }
    return try (0..<calls).map { _ in try gateway.get("/a").text.contains("second") }
  }

  @Test("LB-1: listed hosts take turns by weight, or any of them is called")
  func listed() throws {
    let plain = try Self.turns(#""balancing": "round_robin""#, calls: 6)
    #expect(zip(plain, plain.dropFirst()).allSatisfy { $0 != $1 })
    #expect(try Self.turns(#""weights": [1, 3]"#, calls: 40).count { $0 } == 30)
    // By chance 64 calls take strict turns once in 2^63 runs.
    let random = try Self.turns(#""balancing": "random""#, calls: 64)
    #expect(Set(random).count == 2)
    #expect(!zip(random, random.dropFirst()).allSatisfy { $0 != $1 })
  }

  @Test("failover goes from one Unix-domain socket to another")
  func socketFailover() throws {
    let names = (0..<2).map { _ in "/tmp/dragoman-\(UUID().uuidString.prefix(8)).sock" }
    let inner = try InProcessGateway(
      """
      {"version": 3, "host": ["$BACKEND"], "endpoints": [
        {"endpoint": "/in", "backend": [{"url_pattern": "/b"}]}]}
      """,
      backend: Self.script("inner"),
      configured: { options in
        if let socket = UnixPath(names[1]) { options.address = .unix(socket) }
      })
    defer { inner.stop() }
    let outer = try InProcessGateway(
      """
      {"version": 3, "endpoints": [{"endpoint": "/out", "backend": [
        {"url_pattern": "/in", "disable_host_sanitize": true,
         "host": ["unix://\(names[0])", "unix://\(names[1])"],
         "extra_config": {"dragoman/backend": {"failover": true}}}]}]}
      """, backend: Self.script("unused"))
    defer { outer.stop() }
    for _ in 0..<4 { #expect(try outer.get("/out").status == 200) }
  }

  @Test("LB-2: only the lowest priority is called; with failover the next where it refuses")
  func priorities() throws {
    for (extra, status) in [
      ("", 500), (#", "extra_config": {"dragoman/backend": {"failover": true}}"#, 200),
    ] {
      let services = ScriptedServices([])
      let gateway = try InProcessGateway(
        Self.service.replacing("EXTRA", with: extra), backend: Self.script("first"),
        before: { services.set([Self.record(1), Self.record($0.port, priority: 5)]) },
        configured: { $0.serviceResolver = services })
      #expect(try gateway.get("/a").status == status)
      #expect(gateway.backend.requests.count == (status == 200 ? 1 : 0))
      gateway.stop()
    }
  }

  @Test("LB-2, CFG-31: without an answer calls fail, and are made once there is one")
  func late() throws {
    let services = ScriptedServices(nil)
    let gateway = try InProcessGateway(
      Self.service.replacing("EXTRA", with: ""), backend: Self.script("first"), level: .critical,
      configured: {
        $0.serviceResolver = services
        $0.resolutionInterval = 20_000_000
      })
    defer { gateway.stop() }
    #expect(try gateway.get("/a").status == 500)
    // All weights 0: each has the same share.
    services.set([Self.record(gateway.backend.port, weight: 0)])
    var status = 0
    for _ in 0..<2000 where status != 200 {
      status = try gateway.get("/a").status
      Waiting.briefly()
    }
    #expect(status == 200)
  }

  @Test("a backend is called on a Unix-domain socket, and a gateway listens on one")
  func sockets() throws {
    let path = "/tmp/dragoman-\(UUID().uuidString.prefix(8)).sock"
    let inner = try InProcessGateway(
      """
      {"version": 3, "host": ["$BACKEND"], "endpoints": [
        {"endpoint": "/in", "backend": [{"url_pattern": "/b"}]}]}
      """,
      backend: Self.script("inner"),
      configured: { options in
        if let socket = UnixPath(path) { options.address = .unix(socket) }
      })
    let outer = try InProcessGateway(
      """
      {"version": 3, "endpoints": [{"endpoint": "/out", "backend": [
        {"url_pattern": "/in", "disable_host_sanitize": true, "host": ["unix://\(path)"]}]}]}
      """, backend: Self.script("unused"))
    for _ in 0..<3 {
      let answer = try outer.get("/out")
      #expect(answer.status == 200)
      #expect(answer.text.contains("inner"))
    }
    #expect(outer.census.map(\.backendConnections).reduce(0, +) <= 2)
    inner.stop()
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try outer.get("/out").status == 500)
    outer.stop()
  }
}

@Suite("Mistakes about hosts")
struct UpstreamMistakeTests {
  private static func messages(
    _ backend: String, _ environment: [String: String] = [:]
  ) -> [String] {
    let text = """
      {"version": 3, "endpoints": [{"endpoint": "/a", "backend": [
        {"url_pattern": "/b", \(backend)}]}]}
      """
    let (read, diagnostics) = ConfigurationReader.read(
      text: text, name: "a.json", options: ReadingOptions(environment: environment))
    return (diagnostics + (read.map { PlanCompiler.compile($0).diagnostics } ?? [])).map(\.text)
  }

  @Test(
    "each mistake is told at its place",
    arguments: [
      (#""sd": "dns", "host": ["a.local:80"]"#, "a.json:2:", "no name that can have SRV records"),
      (#""sd": "dns", "sd_scheme": "ftp", "host": ["a"]"#, "sd_scheme", "only http and https"),
      (#""sd": "dns", "host": ["a", "b"]"#, "/host", "only the first `host`"),
      (#""host": ["unix:///x"]"#, "/host/0", "set `disable_host_sanitize`"),
      (
        #""disable_host_sanitize": true, "host": ["unix://x"]"#, "/host/0",
        "an absolute path of at most 107 bytes"
      ),
      (
        #""disable_host_sanitize": true, "host": ["unix:///dev/null"]"#, "/host/0", "not a socket"
      ),
      (
        #""disable_host_sanitize": true, "host": ["unix:///no/such"]"#, "/host/0",
        "No such file or directory"
      ),
      (
        #""host": ["a"], "extra_config": {"backend/http/client": "#
          + #"{"proxy_address": "socks5://u:p@x:1"}}"#,
        "proxy_address", "proxy_address '…@x:1': proxies of scheme 'socks5' are not supported"
      ),
      (
        #""host": ["a"], "extra_config": {"dragoman/backend": {"weights": [1, 2]}}"#, "weights",
        "one number for each host: 2 for 1"
      ),
      (
        #""host": ["a", "b"], "extra_config": {"dragoman/backend": {"weights": [0, 0]}}"#,
        "weights", "all are 0"
      ),
      (
        #""host": ["a", "b"], "extra_config": {"dragoman/backend": {"weights": [1, -2]}}"#,
        "weights/1", "must be a whole number from 0 to 65535, not -2"
      ),
      (
        #""host": ["a"], "extra_config": {"dragoman/backend": {"balance": "random"}}"#,
        "dragoman~1backend/balance", "balancing"
      ),
    ])
  func told(backend: String, place: String, text: String) {
    let messages = Self.messages(backend)
    #expect(messages.count == 1)
    #expect(messages.first?.contains(place) == true, "\(messages)")
    #expect(messages.first?.contains(text) == true, "\(messages)")
  }

  @Test("a proxy of the environment is told where a host would need it, without its password")
  func environment() {
    let host = #""host": ["a.local"]"#
    #expect(Self.messages(host, ["HTTP_PROXY": "http://p:3128"]) == [])
    #expect(Self.messages(host, ["http_proxy": "https://p", "no_proxy": ".local,a.local"]) == [])
    let refused = Self.messages(host, ["HTTP_PROXY": "https://u:secret@p"])
    #expect(refused.count == 1 && refused[0].contains("HTTP_PROXY '…@p'"), "\(refused)")
    let cgi = Self.messages(host, ["HTTP_PROXY": "http://p", "REQUEST_METHOD": "GET"])
    #expect(cgi.count == 1 && cgi[0].contains("may come from a client"), "\(cgi)")
  }
}
