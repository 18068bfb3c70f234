import Messages
import Testing

@testable import Endpoints

@Suite struct HeaderForwardingTests {
  private let automatic = [
    "User-Agent: Dragoman/0.1.0", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Host: api.test:8080",
  ]
  private let coding = ["Accept-Encoding: gzip"]

  private func lines(
    _ endpoint: [String], backend: [String] = [], _ fields: (String, String)...
  ) throws -> [String] {
    try Rendering {
      $0.inputHeaders = endpoint
      $0.backendHeaders = backend
    }.lines(fields)
  }

  @Test("HDR-1: without a list only Content-Type passes")
  func defaultList() throws {
    let sent = try lines(
      [], ("Authorization", "x"), ("content-type", "text/plain"), ("Accept", "y"), ("X-A", "1"))
    #expect(sent == automatic + ["Content-Type: text/plain"] + coding)
  }

  @Test("HDR-1: a list replaces the default")
  func replaced() throws {
    let sent = try lines(["X-A"], ("Content-Type", "text/plain"), ("X-A", "1"), ("X-B", "2"))
    #expect(sent == automatic + ["X-A: 1"] + coding)
  }

  @Test("HDR-2: names are compared without case and sent in canonical form")
  func canonical() throws {
    #expect(try lines(["x-aBC-d"], ("X-ABC-d", "1")) == automatic + ["X-Abc-D: 1"] + coding)
  }

  @Test("HDR-2: repeated fields and empty values pass as they are, in their order")
  func repeated() throws {
    let sent = try lines(["X-A", "X-B"], ("X-B", "2"), ("X-A", ""), ("X-C", "-"), ("X-B", "1"))
    #expect(sent == automatic + ["X-B: 2", "X-A: ", "X-B: 1"] + coding)
  }

  @Test("HDR-2: a star anywhere in the list forwards all")
  func star() throws {
    #expect(try lines(["X-A", "*"], ("X-B", "1")) == automatic + ["X-B: 1"] + coding)
  }

  @Test(
    "HDR-2: fields of one hop never leave the hop (§17)",
    arguments: [
      "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate",
      "Proxy-Authorization", "Te", "Trailer", "Transfer-Encoding", "Upgrade",
    ])
  func hopByHop(_ name: String) throws {
    #expect(try lines(["*"], (name, "close"), ("X-B", "1")) == automatic + ["X-B: 1"] + coding)
    #expect(try lines([name], (name, "close")) == automatic + coding)
  }

  @Test("HDR-2: what Connection names does not leave the hop either")
  func namedByConnection() throws {
    let sent = try lines(
      ["*"], ("Connection", "keep-alive, x-b ,, X-C"), ("X-B", "1"), ("X-A", "2"), ("X-c", "3"),
      ("connection", "close,Cookie"), ("Cookie", "a=1"))
    #expect(sent == automatic + ["X-A: 2"] + coding)
  }

  @Test("HDR-2: Connection cannot take away what the gateway adds")
  func connectionAndAutomatic() throws {
    let sent = try lines(
      ["*"], ("Connection", "User-Agent, X-Forwarded-For, X-Forwarded-Host"),
      ("User-Agent", "curl/8"), ("X-Forwarded-For", "1.1.1.1"))
    #expect(sent == automatic + coding)
  }

  @Test("HDR-2: a Connection that names too many fields is refused")
  func manyOptions() throws {
    let names = (0..<33).map { "x\($0)" }.joined(separator: ",")
    #expect(throws: CallRefusal.tooManyConnectionOptions) {
      try lines(["*"], ("Connection", names))
    }
    let plain = Array(repeating: "close", count: 100).joined(separator: ",")
    #expect(try lines(["*"], ("Connection", plain)) == automatic + coding)
  }

  @Test("HDR-2: an expectation that the gateway has met does not go on")
  func expectation() throws {
    #expect(try lines(["*"], ("Expect", "100-continue")) == automatic + coding)
  }

  @Test("HDR-2: a name in a list that is no token is found at the start")
  func invalidName() {
    #expect(throws: CallDefinitionError.invalidHeaderName("X A")) { try lines(["X A"]) }
  }

  @Test("HDR-1: a list of one empty name lets nothing through, not even the default")
  func emptyName() throws {
    let sent = try lines([""], ("Content-Type", "a"))
    #expect(!sent.contains { $0.hasPrefix("Content-Type") })
    let narrowed = try lines([], backend: [""], ("Content-Type", "a"))
    #expect(!narrowed.contains { $0.hasPrefix("Content-Type") || $0.hasPrefix("X-Forwarded") })
  }

  @Test("HDR-3: X-Forwarded-For and X-Forwarded-Host replace what the client sent")
  func forwarded() throws {
    let sent = try lines(
      ["*", "X-Forwarded-Host"], ("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Host", "evil"))
    #expect(sent == automatic + coding)
  }

  @Test("HDR-4: an agent that does not get through is the gateway's")
  func gatewayAgent() throws {
    #expect(try lines([], ("User-Agent", "curl/8")) == automatic + coding)
    #expect(try lines(["User-Agent"]) == automatic + coding)
  }

  @Test("HDR-4: an agent that gets through is kept, and X-Forwarded-Via names the gateway")
  func clientAgent() throws {
    for list in [["User-Agent"], ["*"]] {
      let sent = try lines(list, ("User-Agent", "curl/8"), ("X-Forwarded-Via", "evil"))
      #expect(
        sent == automatic.dropFirst() + ["X-Forwarded-Via: Dragoman/0.1.0", "User-Agent: curl/8"]
          + coding)
    }
  }

  @Test("HDR-5: a backend's own list lets only its names pass")
  func narrowed() throws {
    let sent = try lines(["X-A", "X-B"], backend: ["X-A"], ("X-A", "1"), ("X-B", "2"))
    #expect(sent == ["User-Agent: Dragoman/0.1.0", "X-A: 1"] + coding)
    let starred = try lines(["*"], backend: ["x-b"], ("X-A", "1"), ("X-B", "2"))
    #expect(starred == ["User-Agent: Dragoman/0.1.0", "X-B: 2"] + coding)
  }

  @Test("HDR-5: a backend's own list cannot widen the endpoint's")
  func notWidened() throws {
    let sent = try lines(
      ["X-A"], backend: ["X-A", "X-B", "Cookie"], ("X-A", "1"), ("X-B", "2"), ("Cookie", "3"))
    #expect(sent == ["User-Agent: Dragoman/0.1.0", "X-A: 1"] + coding)
  }

  @Test("HDR-5: the automatic fields pass a backend's list where it names them")
  func namedAutomatic() throws {
    let sent = try lines(
      ["X-A"], backend: ["x-forwarded-for", "X-Forwarded-Host", "User-Agent"], ("User-Agent", "c"))
    #expect(sent == automatic + coding)
    let agent = try lines(
      ["User-Agent"], backend: ["User-Agent", "X-Forwarded-Via"], ("User-Agent", "curl/8"))
    #expect(agent == ["X-Forwarded-Via: Dragoman/0.1.0", "User-Agent: curl/8"] + coding)
    let dropped = try lines(["User-Agent"], backend: ["X-A"], ("User-Agent", "curl/8"))
    #expect(dropped == ["User-Agent: Dragoman/0.1.0"] + coding)
  }

  @Test("HDR-3: a client without an address, on a Unix-domain socket, is told by no field")
  func noAddress() throws {
    let call = try Rendering().template.render(Rendering.request(address: ""))
    #expect(!Rendering.lines(call.fields).contains { $0.hasPrefix("X-Forwarded-For") })
    let other = try Rendering().template.render(Rendering.request())
    #expect(Rendering.lines(other.fields).contains("X-Forwarded-For: 192.0.2.1"))
  }

  @Test("HDR-6: a star in a backend's list is a plain name")
  func backendStar() throws {
    let sent = try lines(["X-A"], backend: ["*"], ("X-A", "1"))
    #expect(sent == ["User-Agent: Dragoman/0.1.0"] + coding)
  }

  @Test("HDR-7: gzip is asked for unless the request has a coding, a range, or it is disabled")
  func acceptEncoding() throws {
    let rendering = try Rendering { $0.inputHeaders = ["Accept-Encoding", "Range"] }
    #expect(try rendering.call().addedAcceptEncoding)
    let coded = try rendering.call(fields: [("Accept-Encoding", "gzip, br")])
    #expect(!coded.addedAcceptEncoding)
    #expect(Rendering.lines(coded.fields) == automatic + ["Accept-Encoding: gzip, br"])
    let ranged = try rendering.call(fields: [("Range", "bytes=0-1")])
    #expect(!ranged.addedAcceptEncoding)
    #expect(Rendering.lines(ranged.fields) == automatic + ["Range: bytes=0-1"])
    let disabled = try Rendering { $0.disablesCompression = true }.call()
    #expect(!disabled.addedAcceptEncoding && Rendering.lines(disabled.fields) == automatic)
    #expect(try !Rendering(method: .head).call().addedAcceptEncoding)
  }

  @Test("HDR-7: a coding that the client asked for but that does not pass changes nothing")
  func unlistedCoding() throws {
    let fields = [("Accept-Encoding", "br"), ("Range", "bytes=0-1")]
    #expect(try Rendering().call(fields: fields).addedAcceptEncoding)
  }

  @Test("HDR-8: Host never passes, listed or not")
  func host() throws {
    #expect(try lines(["*"], ("Host", "api.test")) == automatic + coding)
    #expect(try lines(["Host"], backend: ["Host"], ("Host", "api.test")).count == 2)
  }

  @Test("HDR-10: the calls of one request share nothing that one of them could change")
  func copies() throws {
    let request = try Rendering.request(fields: [("Content-Type", "a")])
    let template = try Rendering(method: .post).template
    var first = try template.render(request)
    first.fields.append(.cookie, "x")
    #expect(try Rendering.lines(template.render(request).fields).count == first.fields.count - 1)
  }

  @Test("HDR-12: cookies are a field like any other")
  func cookies() throws {
    #expect(try lines([], ("Cookie", "a=1")) == automatic + coding)
    let sent = try lines(["cookie"], ("Cookie", "a=1; b=2"), ("Cookie", "c=3"))
    #expect(sent == automatic + ["Cookie: a=1; b=2", "Cookie: c=3"] + coding)
  }

  @Test("HDR-1: every name that the gateway knows fits into a set of bits")
  func knownNames() {
    #expect(KnownField.allCases.allSatisfy { $0.rawValue < 64 })
    var set = KnownFieldSet()
    for field in KnownField.allCases { set.insert(field) }
    #expect(KnownField.allCases.allSatisfy(set.contains))
    set.remove(.host)
    #expect(!set.contains(.host) && set.contains(.date))
  }
}
