import Document
import Dragoman

extension ExchangeSpec {
  /// Reads a spec from JSON. A key that means nothing is a mistake.
  public init(json text: [UInt8]) throws(SpecError) {
    let root = try SpecValue(text)
    try root.allow(only: ["about", "configuration", "backends", "grpc", "exchanges"])
    configuration = root["configuration"]?.json
    about = try root["about"]?.text() ?? ""
    backends = []
    for (address, routes) in try root["backends"]?.members() ?? [] {
      backends.append((address, try BackendScript(routes)))
    }
    exchanges = []
    if let services = root["grpc"] { try readServices(services) }
    for exchange in root["exchanges"]?.list() ?? [] {
      var exchange = try Exchange(exchange)
      exchange.calls = exchange.calls?.map(completed)
      exchanges.append(exchange)
    }
    guard !exchanges.isEmpty else { throw root.fail("there are no exchanges") }
  }
}

extension ExchangeSpec {
  private mutating func readServices(_ value: SpecValue) throws(SpecError) {
    try value.allow(only: ["catalog", "backends"])
    for path in value["catalog"]?.list() ?? [] { catalog.append(try path.text()) }
    for (address, routes) in try value["backends"]?.members() ?? [] {
      services.append((address, try GRPCScript(routes)))
    }
  }

  /// Every call of gRPC is a POST: nobody needs to write it.
  private func completed(_ call: ExpectedCall) -> ExpectedCall {
    var call = call
    if services.contains(where: { $0.address == call.backend }) { call.method = "POST" }
    return call
  }
}

extension ExchangeSpec {
  /// Reads a spec from a file, and the descriptors that it names. Throws `SpecError` for what is
  /// wrong with it.
  public init(file: String) throws {
    let (text, problems) = ConfigurationText.load(file: file, options: ReadingOptions())
    guard let text else { throw SpecError(problems) }
    try self.init(json: text.bytes)
    let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
    for path in catalog {
      let place = SourceLocation(file: file, line: 1, column: 1)
      let name = path.hasPrefix("/") ? path : "\(folder)\(path)"
      let read = CatalogFiles([WrittenText(text: name, location: place)])
      guard let set = read.files.first else { throw SpecError(read.diagnostics) }
      descriptors[path] = set.bytes
    }
  }
}

extension ExchangeSpec.Exchange {
  init(_ value: SpecValue) throws(SpecError) {
    try value.allow(only: ["title", "request", "expect", "calls"])
    guard let request = value["request"], let expect = value["expect"] else {
      throw value.fail("an exchange has a request and what to expect")
    }
    self.request = try TestRequest(request)
    expectation = try ExchangeSpec.Expectation(expect)
    title = try value["title"]?.text() ?? "\(self.request.method) \(self.request.target)"
    guard let list = value["calls"]?.list() else { return }
    var calls: [ExchangeSpec.ExpectedCall] = []
    for call in list { calls.append(try ExchangeSpec.ExpectedCall(call)) }
    self.calls = calls
  }
}

extension TestRequest {
  init(_ value: SpecValue) throws(SpecError) {
    try value.allow(only: ["method", "target", "headers", "json", "text"])
    guard let target = value["target"] else { throw value.fail("a request has a target") }
    self.init(try value["method"]?.text() ?? "GET", try target.text())
    for (name, values) in try value["headers"]?.fields() ?? [] {
      fields += values.map { TestField(name, $0) }
    }
    content = try value.content()
  }
}

extension ExchangeSpec.Expectation {
  init(_ value: SpecValue) throws(SpecError) {
    try value.allow(only: ["status", "headers", "json", "text", "lines"])
    status = try value["status"]?.number() ?? 200
    fields = try value["headers"]?.fields() ?? []
    json = value["json"]?.json
    text = try value["text"].map { value throws(SpecError) in Array(try value.text().utf8) }
    guard let lines = value["lines"]?.list() else { return }
    var text: [UInt8] = []
    for line in lines { text += Array("\(try line.text())\n".utf8) }
    self.text = text
  }
}

extension ExchangeSpec.ExpectedCall {
  init(_ value: SpecValue) throws(SpecError) {
    try value.allow(only: ["backend", "method", "target", "headers", "json", "text"])
    guard let backend = value["backend"], let target = value["target"] else {
      throw value.fail("a call has a backend and a target")
    }
    self.backend = try backend.text()
    self.target = try target.text()
    method = try value["method"]?.text() ?? "GET"
    fields = try value["headers"]?.fields() ?? []
    content = try value.content()
    comparesJSON = value["json"] != nil
  }
}

extension BackendScript {
  init(_ value: SpecValue) throws(SpecError) {
    self.init()
    for (route, replies) in try value.members() {
      var list: [ScriptedReply] = []
      for reply in replies.list() { list.append(try ScriptedReply(reply)) }
      routes[route] = list
    }
  }
}

extension ScriptedReply {
  init(_ value: SpecValue) throws(SpecError) {
    try value.allow(only: [
      "status", "headers", "json", "text", "fill", "delay_ms", "content_delay_ms", "chunked",
      "gzip", "raw", "cut_after", "silent",
    ])
    if let json = value["json"] {
      self = .json(String(decoding: json.json, as: UTF8.self))
    } else if let text = value["text"] {
      self = .text(try text.text())
    }
    status = try value["status"]?.number() ?? 200
    for (name, values) in try value["headers"]?.fields() ?? [] {
      fields.removeAll { $0.name.lowercased() == name.lowercased() }
      fields += values.map { TestField(name, $0) }
    }
    if let fill = value["fill"] { content = .fill(0x61, count: try fill.number()) }
    delayMilliseconds = try value["delay_ms"]?.number() ?? 0
    contentDelayMilliseconds = try value["content_delay_ms"]?.number() ?? 0
    isChunked = try value["chunked"]?.flag() ?? false
    isGzipped = try value["gzip"]?.flag() ?? false
    raw = try value["raw"].map { value throws(SpecError) in Array(try value.text().utf8) }
    cutAfter = try value["cut_after"]?.number()
    isSilent = try value["silent"]?.flag() ?? false
  }
}

extension SpecValue {
  /// Field names with their values: a text, a list of texts, or null for none.
  func fields() throws(SpecError) -> [(name: String, values: [String])] {
    var fields: [(name: String, values: [String])] = []
    for (name, value) in try members() {
      var values: [String] = []
      if value.kind != .null {
        for element in value.list() { values.append(try element.text()) }
      }
      fields.append((name, values))
    }
    return fields
  }

  /// The content of a message: `json` or `text`.
  func content() throws(SpecError) -> [UInt8]? {
    if let json = self["json"] { return json.json }
    return try self["text"].map { value throws(SpecError) in Array(try value.text().utf8) }
  }
}
