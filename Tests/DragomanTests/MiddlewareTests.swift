import DragomanTesting
import Testing

/// What stands around requests, endpoints and backends.
@Suite("Middleware")
struct MiddlewareTests {
  private static let configuration = """
    {"version": 3, "host": ["http://b"],
     "extra_config": {"router": {"return_error_msg": true}},
     "endpoints": [
      {"endpoint": "/a", "backend": [{"url_pattern": "/a"}]},
      {"endpoint": "/a", "method": "POST", "backend": [{"url_pattern": "/a"}],
       "input_headers": ["Content-Type"]},
      {"endpoint": "/raw", "output_encoding": "no-op", "backend": [{"url_pattern": "/raw"}]},
      {"endpoint": "/slow", "timeout": "100ms", "backend": [{"url_pattern": "/slow"}]}]}
    """

  static func start(_ fill: (inout Extensions) -> Void) throws -> TestGateway {
    var extensions = Extensions()
    fill(&extensions)
    var raw = ScriptedReply()
    raw.content = .fill(0x61, count: 300_000)
    var slow = ScriptedReply()
    slow.isSilent = true
    let script = BackendScript(["/a": .json(#"{"a": 1}"#), "/raw": raw, "/slow": slow])
    return try TestGateway(configuration, backends: ["http://b": script], extensions: extensions)
  }

  /// A request middleware in a closure.
  struct Around: RequestMiddleware {
    let body: @Sendable (GatewayRequest, NextRequest) async -> GatewayResponse

    func respond(to request: GatewayRequest, next: NextRequest) async -> GatewayResponse {
      await body(request, next)
    }
  }

  /// An endpoint middleware in a closure.
  struct AroundEndpoint: EndpointMiddleware {
    let body: @Sendable (ClientRequest, NextEndpoint) async -> EndpointOutcome

    func run(_ request: ClientRequest, next: NextEndpoint) async -> EndpointOutcome {
      await body(request, next)
    }
  }

  /// A backend middleware in a closure.
  struct AroundBackend: BackendMiddleware {
    let body: @Sendable (BackendCall, NextBackend) async throws -> BackendAnswer

    func answer(to call: BackendCall, next: NextBackend) async throws -> BackendAnswer {
      try await body(call, next)
    }
  }

  @Test("request middleware answers early, and then nobody else is asked")
  func early() throws {
    let gateway = try Self.start {
      $0.wrapRequests(with: Around { _, _ in .text("closed", status: .serviceUnavailable) })
    }
    defer { gateway.stop() }
    let answer = try gateway.send(TestRequest("GET", "/a"))
    #expect(answer.status == 503)
    #expect(answer.text == "closed")
    #expect(gateway.backend("http://b")?.requests.isEmpty == true)
  }

  @Test("what is added first is outermost")
  func order() throws {
    let gateway = try Self.start { extensions in
      for name in ["one", "two"] {
        extensions.wrapRequests(
          with: Around { request, next in
            var response = await next(request)
            response.fields.add("X-Seen", name)
            return response
          })
      }
    }
    defer { gateway.stop() }
    #expect(
      try gateway.send(TestRequest("GET", "/a")).fields.values(of: "X-Seen") == ["two", "one"])
  }

  @Test("request middleware changes the head, and routing follows it")
  func changedHead() throws {
    let gateway = try Self.start {
      $0.wrapRequests(
        with: Around { request, next in
          var request = request
          let path = [UInt8]("/a".utf8)
          guard let target = RequestTarget(path.span, for: .get) else { return .text("no target") }
          request.head = RequestHead(
            method: request.head.method, target: target, fields: request.head.fields)
          return await next(request)
        })
    }
    defer { gateway.stop() }
    #expect(try gateway.send(TestRequest("GET", "/elsewhere")).text == #"{"a": 1}"#)
  }

  @Test("content that middleware has gathered still reaches the backend")
  func gathered() throws {
    let gateway = try Self.start {
      $0.wrapRequests(
        with: Around { request, next in
          let count = (try? await request.content().count) ?? -1
          var response = await next(request)
          response.fields.set("X-Count", "\(count)")
          return response
        })
    }
    defer { gateway.stop() }
    let answer = try gateway.send(TestRequest("POST", "/a", content: Array("hello".utf8)))
    #expect(answer.fields.values(of: "X-Count") == ["5"])
    #expect(gateway.backend("http://b")?.requests.map(\.content) == [Array("hello".utf8)])
  }

  @Test("a stream passes through middleware of every level, and nothing is held when it has ended")
  func stream() throws {
    let gateway = try Self.start {
      $0.wrapRequests(with: Around { request, next in await next(request) })
      $0.wrapEndpoints(with: AroundEndpoint { request, next in await next(request) })
      $0.wrapBackends(with: AroundBackend { call, next in try await next(call) })
    }
    defer { gateway.stop() }
    for _ in 0..<3 {
      #expect(try gateway.send(TestRequest("GET", "/raw")).content.count == 300_000)
    }
    // The connection was used again: the stream had been read to its end, and was not given up.
    #expect(gateway.backend("http://b")?.connectionCount == 1)
  }

  @Test("a stream that middleware leaves unread is given up, and so is its connection")
  func unread() throws {
    let gateway = try Self.start {
      $0.wrapRequests(
        with: Around { request, next in
          _ = await next(request)
          return .text("instead")
        })
    }
    defer { gateway.stop() }
    #expect(try gateway.send(TestRequest("GET", "/raw")).text == "instead")
    #expect(try gateway.send(TestRequest("GET", "/a")).text == "instead")
    #expect(gateway.backend("http://b")?.connectionCount == 2)
  }

  @Test("endpoint middleware answers from its own data, in the endpoint's encoding")
  func ownData() throws {
    let gateway = try Self.start {
      $0.wrapEndpoints(
        with: AroundEndpoint { _, next in
          var document = DocumentBuilder()
          document.beginObject()
          document.append(name: "endpoint")
          document.append(string: next.endpoint)
          return .document(document.finish())
        })
    }
    defer { gateway.stop() }
    let answer = try gateway.send(TestRequest("GET", "/a"))
    #expect(answer.json?.text("endpoint") == "/a")
    #expect(answer.fields.values(of: "X-Krakend-Completed") == ["true"])
    #expect(gateway.backend("http://b")?.requests.isEmpty == true)
  }

  @Test("endpoint middleware refuses with a status of its own")
  func refusal() throws {
    let gateway = try Self.start {
      $0.wrapEndpoints(with: AroundEndpoint { _, _ in .refusal(.tooManyRequests, "later") })
    }
    defer { gateway.stop() }
    let answer = try gateway.send(TestRequest("GET", "/a"))
    #expect(answer.status == 429)
    #expect(answer.text == "later")
  }

  @Test("endpoint middleware may run the endpoint again")
  func again() throws {
    let gateway = try Self.start {
      $0.wrapEndpoints(
        with: AroundEndpoint { request, next in
          _ = await next(request)
          return await next(request)
        })
    }
    defer { gateway.stop() }
    #expect(try gateway.send(TestRequest("GET", "/a")).text == #"{"a": 1}"#)
    #expect(gateway.backend("http://b")?.requests.count == 2)
  }

  @Test("backend middleware changes the call and the answer")
  func backend() throws {
    let gateway = try Self.start {
      $0.wrapBackends(
        with: AroundBackend { call, next in
          var call = call
          call.fields.set("X-Label", next.label)
          _ = try await next(call)
          return .document(try Document(json: #"{"b": 2}"#))
        })
    }
    defer { gateway.stop() }
    #expect(try gateway.send(TestRequest("GET", "/a")).json?.text("b") == "2")
    let fields = gateway.backend("http://b")?.requests.first?.fields ?? []
    #expect(fields.values(of: "X-Label") == ["GET /a"])
  }

  struct Mishap: Error, CustomStringConvertible {
    let description = "out of paper"
  }

  @Test("what backend middleware throws makes a failed call, with its text")
  func thrown() throws {
    let gateway = try Self.start {
      $0.wrapBackends(with: AroundBackend { _, _ in throw Mishap() })
    }
    defer { gateway.stop() }
    let answer = try gateway.send(TestRequest("GET", "/a"))
    #expect(answer.status == 500)
    #expect(answer.text == "out of paper")
  }

  @Test("backend middleware that does not return a stream gives it up with its connection")
  func lostStreams() throws {
    let retries = try Self.start {
      $0.wrapBackends(
        with: AroundBackend { call, next in
          _ = try await next(call)
          return try await next(call)
        })
    }
    defer { retries.stop() }
    #expect(try retries.send(TestRequest("GET", "/raw")).status == 200)
    let throwing = try Self.start {
      $0.wrapBackends(
        with: AroundBackend { call, next in
          _ = try await next(call)
          throw Mishap()
        })
    }
    defer { throwing.stop() }
    #expect(try throwing.send(TestRequest("GET", "/raw")).status == 500)
    for (gateway, most) in [(retries, 1), (throwing, 0)] {
      let backend = gateway.backend("http://b")
      for _ in 0..<2000 where backend?.openConnectionCount ?? 0 > most { Waiting.briefly() }
      #expect(backend?.openConnectionCount ?? 9 <= most)
    }
  }

  @Test("the deadline ends a call that goes through middleware, and its connection")
  func deadline() throws {
    let gateway = try Self.start {
      $0.wrapBackends(with: AroundBackend { call, next in try await next(call) })
    }
    defer { gateway.stop() }
    #expect(try gateway.send(TestRequest("GET", "/slow")).status == 500)
    for _ in 0..<2000 where gateway.backend("http://b")?.openConnectionCount != 0 {
      Waiting.briefly()
    }
    #expect(gateway.backend("http://b")?.openConnectionCount == 0)
    for _ in 0..<2000 where gateway.gateway.census().map(\.tasks).reduce(0, +) > 1 {
      Waiting.briefly()
    }
    // The client's own connection has one task; that of the call has ended.
    #expect(gateway.gateway.census().map(\.tasks) == [1])
  }

  @Test("middleware of every level runs on the event loop, also behind a wait")
  func onTheLoop() throws {
    let gateway = try Self.start {
      $0.wrapRequests(
        with: Around { request, next in
          try? await Task.sleep(for: .milliseconds(1))
          let isOnLoop = EventLoop.current != nil
          var response = await next(request)
          response.fields.set("X-On-Loop", "\(isOnLoop && EventLoop.current != nil)")
          return response
        })
      $0.wrapBackends(
        with: AroundBackend { call, next in
          let thread = try await Blocking.run { EventLoop.current == nil }
          guard thread, EventLoop.current != nil else { throw Mishap() }
          return try await next(call)
        })
    }
    defer { gateway.stop() }
    let answer = try gateway.send(TestRequest("GET", "/a"))
    #expect(answer.status == 200)
    #expect(answer.fields.values(of: "X-On-Loop") == ["true"])
  }
}
