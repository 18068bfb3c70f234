import DragomanTesting
import Testing

/// Namespaces, kinds of backends and encodings that somebody has added.
@Suite("Extensions")
struct ExtensionTests {
  struct Fixed: AsyncBackend {
    let text: String

    func answer(to call: BackendCall) async throws -> BackendAnswer {
      .document(try Document(json: text))
    }
  }

  struct Pass: EndpointMiddleware {
    func run(_ request: ClientRequest, next: NextEndpoint) async -> EndpointOutcome {
      await next(request)
    }
  }

  struct Shout: ContentEncoder {
    let contentType: String

    func encode(_ data: Document) throws -> [UInt8] { Array(data.json.uppercased().utf8) }
  }

  struct Whole: ContentDecoder {
    func decode(_ content: [UInt8], limits: DocumentLimits) throws -> Document {
      var document = DocumentBuilder()
      document.beginObject()
      document.append(name: "whole")
      document.append(string: content.span)
      return document.finish()
    }
  }

  private static func load(
    _ text: String, _ fill: (inout Extensions) -> Void = { _ in }
  ) -> LoadedConfiguration {
    var extensions = Extensions()
    fill(&extensions)
    return LoadedConfiguration(text, name: "t.json", extensions: extensions)
  }

  private static func endpoint(_ extra: String, backend: String = "") -> String {
    """
    {"version": 3, "host": ["http://b"], "endpoints": [{"endpoint": "/a",
      "extra_config": {\(extra)},
      "backend": [{"url_pattern": "/a", "extra_config": {\(backend)}}]}]}
    """
  }

  @Test("a registered namespace is neither warned of nor refused; an unregistered one is, as ever")
  func registered() {
    let text = Self.endpoint(#""acme/x": {}, "auth/validator": {}"#)
    let without = Self.load(text)
    #expect(without.blueprint == nil)
    #expect(without.diagnostics.map(\.category) == [.unknownKey, .guardKey])
    let with = Self.load(text) {
      $0.wrapEndpoints(configuredBy: "acme/x") { _ in Pass() }
      $0.wrapEndpoints(configuredBy: "auth/validator") { _ in Pass() }
    }
    #expect(with.blueprint != nil)
    #expect(with.diagnostics.isEmpty)
  }

  @Test("a namespace that is registered for another level is unknown here")
  func otherLevel() {
    let loaded = Self.load(Self.endpoint("", backend: #""acme/x": {}"#)) {
      $0.wrapEndpoints(configuredBy: "acme/x") { _ in Pass() }
    }
    #expect(loaded.diagnostics.map(\.category) == [.unknownKey])
  }

  @Test("a namespace that the gateway reads itself cannot be taken from it")
  func builtIn() {
    let loaded = Self.load(Self.endpoint("")) {
      $0.wrapEndpoints(configuredBy: "proxy") { _ in Pass() }
      $0.addDecoder("xml", Whole())
    }
    #expect(loaded.blueprint == nil)
    #expect(
      loaded.diagnostics.map(\.message) == [
        "an extension is registered for 'proxy', which is built in",
        "an extension is registered for 'xml', which is built in",
      ])
  }

  @Test("settings of a wrong type, out of range or misspelt are told where they stand")
  func mistakes() throws {
    let text = Self.endpoint(
      """
      "acme/x": {
      "limit": "many", "name": "n", "tll": "1s",
      "big": 5000, "list": "one"}
      """)
    let loaded = Self.load(text) {
      $0.wrapEndpoints(configuredBy: "acme/x") { settings in
        #expect(settings.owner == "GET /a")
        #expect(settings.string("name") == "n")
        #expect(settings.strings("list") == ["one"])
        #expect(settings.integer("limit") == nil)
        #expect(settings.integer("big", in: 1...100) == nil)
        #expect(settings.duration("ttl") == nil)
        settings.refuse("`name` must be longer", at: "name")
        return Pass()
      }
    }
    #expect(
      loaded.diagnostics.map(\.text) == [
        "t.json:3:10: error: `limit` must be a whole number, not \"many\" "
          + "(/endpoints/0/extra_config/acme~1x/limit)",
        "t.json:3:26: error: `name` must be longer (/endpoints/0/extra_config/acme~1x/name)",
        "t.json:3:31: warning: unknown key \"tll\" in `acme/x`; did you mean \"ttl\"? "
          + "(/endpoints/0/extra_config/acme~1x/tll)",
        "t.json:4:8: error: `big` must be from 1 to 100, not 5000 "
          + "(/endpoints/0/extra_config/acme~1x/big)",
      ])
    #expect(loaded.blueprint == nil)
  }

  @Test("a value of another kind than an object is refused once, or read as a document")
  func otherKinds() {
    let text = Self.endpoint(#""acme/x": [1, 2]"#)
    let refused = Self.load(text) {
      $0.wrapEndpoints(configuredBy: "acme/x") { settings in
        _ = settings.string("a")
        _ = settings.string("b")
        return nil
      }
    }
    #expect(refused.diagnostics.map(\.message) == ["`acme/x` must be an object, not a list"])
    let read = Self.load(text) {
      $0.wrapEndpoints(configuredBy: "acme/x") { settings in
        #expect(settings.document.json == "[1,2]")
        return nil
      }
    }
    #expect(read.diagnostics.isEmpty)
  }

  @Test("a backend of one's own is shaped and merged, and needs neither host nor pattern")
  func ownBackend() throws {
    let configuration = """
      {"version": 3, "endpoints": [{"endpoint": "/a", "backend": [
        {"extra_config": {"acme/fixed": {"text": "{\\"a\\": 1, \\"b\\": 2}"}}, "deny": ["b"]},
        {"extra_config": {"backend/soap": {"text": "{\\"c\\": 3}"}}, "group": "g"}]}]}
      """
    var extensions = Extensions()
    for namespace in ["acme/fixed", "backend/soap"] {
      extensions.addBackend(namespace) { $0.string("text").map(Fixed.init) }
    }
    #expect(LoadedConfiguration(configuration, extensions: extensions).diagnostics.isEmpty)
    let gateway = try TestGateway(configuration, backends: [:], extensions: extensions)
    defer { gateway.stop() }
    let answer = try gateway.send(TestRequest("GET", "/a"))
    #expect(answer.json?.text("a") == "1")
    #expect(answer.json?.text("b") == nil)
    #expect(answer.json?.text("g", "c") == "3")
    #expect(answer.fields.values(of: "X-Krakend-Completed") == ["true"])
  }

  @Test("decoders and encoders of one's own are named by the configuration")
  func encodings() throws {
    let configuration = """
      {"version": 3, "host": ["http://b"], "output_encoding": "shout", "endpoints": [
        {"endpoint": "/a", "backend": [{"url_pattern": "/a", "encoding": "whole"}]},
        {"endpoint": "/j", "output_encoding": "json",
         "backend": [{"url_pattern": "/a", "encoding": "whole"}]}]}
      """
    var extensions = Extensions()
    extensions.addDecoder("whole", Whole())
    extensions.addEncoder("shout", Shout(contentType: "text/loud"))
    let gateway = try TestGateway(
      configuration, backends: ["http://b": BackendScript(["/a": .text("hi")])],
      extensions: extensions)
    defer { gateway.stop() }
    let answer = try gateway.send(TestRequest("GET", "/a"))
    #expect(answer.text == #"{"WHOLE":"HI"}"#)
    #expect(answer.fields.values(of: "Content-Type") == ["text/loud"])
    #expect(try gateway.send(TestRequest("GET", "/j")).text == #"{"whole":"hi"}"#)
  }

  @Test("an encoder whose content type could not stand in a header does not start")
  func contentType() {
    let text = """
      {"version": 3, "host": ["http://b"], "endpoints": [
        {"endpoint": "/a", "output_encoding": "shout", "backend": [{"url_pattern": "/a"}]}]}
      """
    let loaded = Self.load(text) { $0.addEncoder("shout", Shout(contentType: "a\r\nb")) }
    #expect(loaded.errorCount == 1)
  }
}
