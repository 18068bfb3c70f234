import Document
import Endpoints
import HTTP
import HTTPBackend
import Messages
import Network
import SocketTesting
import Synchronization
import Testing

@testable import Upstreams

/// An HTTP backend on a loop; the servers behind it are played by hand.
final class BackendRig: Sendable {
  let group: LoopGroup
  private let calls = Mutex<[PlayedCall]>([])
  private let backend: HTTPBackend
  private let clients: PerLoop<HTTPClient>

  init(
    _ ports: [UInt16], decoder: AnswerDecoder = .json, passesThrough: Bool = false,
    rule: StatusRule = .fail, maxContent: Int = 1 << 20, basePath: String = "", loops: Int = 1,
    redirects: RedirectRule = RedirectRule(), failsOver: Bool = false,
    proxies: ProxyRule = .none, tls: TLSSource? = nil, isSecure: Bool = false,
    _ change: (inout HTTPClientSettings) -> Void = { _ in }
  ) throws {
    var client = HTTPClientSettings()
    change(&client)
    group = try LoopGroup(count: loops)
    let pool = BlockingPool()
    clients = PerLoop(group) { [client] loop in
      HTTPClient(
        loop: loop, settings: client,
        addresses: AddressBook(loop: loop, resolver: SystemResolver(), pool: pool))
    }
    let context = isSecure ? try tls?.context() : nil
    let hosts = try ports.map { port in
      let peer = context.map { TLSPeer($0, name: "127.0.0.1", port: port) }
      return Balancer.Host(
        origin: Origin(index: Int(port), host: "127.0.0.1", port: port, tls: peer),
        authority: try #require(FieldValue("127.0.0.1:\(port)")), basePath: Array(basePath.utf8),
        proxy: proxies.proxy(for: "127.0.0.1", port: port))
    }
    var settings = HTTPBackend.Settings(
      decoder: decoder, passesThrough: passesThrough, statusRule: rule, label: "GET /pattern",
      redirects: redirects, maxContent: maxContent)
    settings.failsOver = failsOver
    settings.proxies = proxies
    settings.tls = tls
    backend = HTTPBackend(
      settings, balancer: Balancer(hosts), clients: clients,
      origins: OriginDirectory(hosts.map(\.origin)))
  }

  /// Begins a call.
  func begin(
    _ method: Messages.Method = .get, _ target: String = "/path", fields: [(String, String)] = [],
    content: @escaping @Sendable () -> CallContent = { .none }, framing: CallFraming = .none,
    asksForGzip: Bool = true, loop index: Int = 0
  ) throws -> PlayedCall {
    let loop = group.loops[index]
    let played = PlayedCall(loop)
    calls.withLock { $0.append(played) }
    let target = try #require(OriginFormTarget(Array(target.utf8)))
    _ = loop.run { [backend] in
      var lines = HeaderFields()
      for (name, value) in fields {
        if let name = FieldName(name), let value = FieldValue(value) { lines.append(name, value) }
      }
      let call = BackendCall(
        method: method, target: target, fields: lines, content: content(), framing: framing,
        addedAcceptEncoding: asksForGzip)
      played.begin { backend.begin(call, slot: 3, receiver: $0) }
      return true
    }
    return played
  }

  /// Ends it, and checks that nothing is left.
  func stop() {
    for call in calls.withLock({ $0 }) { call.forget() }
    let clients = clients
    let isClean = eventually {
      group.onEach { loop in
        clients.on(loop).closeIdle()
        return clients.on(loop).connectionCount + loop.leasedBufferCount + loop.descriptorCount
      }.allSatisfy { $0 == 1 }
    }
    #expect(isClean)
    group.stop()
  }
}

/// One call, watched from a test's thread.
final class PlayedCall: Sendable {
  private let loop: EventLoop
  private let outcome = Handover<String>()
  private let receiver: LoopBound<PlayedReceiver>

  init(_ loop: EventLoop) {
    self.loop = loop
    receiver = LoopBound(PlayedReceiver(outcome), to: loop)
  }

  /// On the loop.
  func begin(_ start: (any AnswerReceiver) -> (any OngoingCall)?) {
    receiver.get.ongoing = start(receiver.get)
  }

  /// What came of it: `document {…}`, `details {…}`, `nothing`, `stream 200`, or
  /// `failed kind: detail`.
  func text() -> String { outcome.arrives() ?? "no outcome" }

  /// How often the receiver heard.
  var reports: Int { loop.run { [receiver] in receiver.get.reports } }

  /// The failure, if it failed.
  var failure: GatewayFailure? { loop.run { [receiver] in receiver.get.failure } }

  /// The fields of a stream's head.
  func field(_ name: String) -> String? {
    loop.run { [receiver] in
      guard let fields = receiver.get.head?.fields, let name = FieldName(name) else { return nil }
      for index in 0..<fields.count
      where fields.storage[fields.nameRange(at: index)].elementsEqual(name.bytes) {
        return String(decoding: fields.storage[fields.valueRange(at: index)], as: UTF8.self)
      }
      return nil
    }
  }

  /// Lets go of the call and its stream, as the pipeline does when it is done with them.
  func forget() {
    _ = loop.run { [receiver] in
      receiver.get.forget()
      return true
    }
  }

  func cancel() {
    _ = loop.run { [receiver] in
      receiver.get.ongoing?.cancel()
      return true
    }
  }

  /// Waits for some bytes of a stream.
  func pullOnce() -> [UInt8] {
    var bytes: [UInt8] = []
    _ = eventually {
      bytes = loop.run { [receiver] in receiver.get.pull(.max).0 }
      return !bytes.isEmpty
    }
    return bytes
  }

  /// Pulls a stream to its end: the bytes, and how it ended. At most `limit` bytes at a time.
  func pullAll(limit: Int = .max) -> (bytes: [UInt8], progress: BodyProgress) {
    var bytes: [UInt8] = []
    var last = BodyProgress.empty
    _ = eventually {
      let (some, progress) = loop.run { [receiver] in receiver.get.pull(limit) }
      bytes += some
      last = progress
      return progress != .empty && progress != .moved
    }
    return (bytes, last)
  }
}

/// Lives on the loop.
private final class PlayedReceiver: AnswerReceiver {
  private let outcome: Handover<String>
  private(set) var reports = 0
  private(set) var failure: GatewayFailure?
  private(set) var head: ResponseHead?
  private var source: (any BodySource)?
  var ongoing: (any OngoingCall)?

  init(_ outcome: Handover<String>) { self.outcome = outcome }

  func received(_ answer: BackendAnswer, slot: Int) {
    #expect(slot == 3)
    switch answer {
    case .document(let document): report("document \(Self.text(document))")
    case .details(let document): report("details \(Self.text(document))")
    case .partial(let document, let other):
      report("partial \(Self.text(document)) beside \(Self.text(other))")
    case .undecoded: report("nothing")
    case .stream(let head, let source):
      self.head = head
      self.source = source
      report("stream \(head.status.code)")
    }
  }

  func failed(_ failure: GatewayFailure, slot: Int) {
    #expect(slot == 3)
    self.failure = failure
    report("failed \(failure.kind): \(failure.detail)")
  }

  func pull(_ limit: Int) -> ([UInt8], BodyProgress) {
    var bytes: [UInt8] = []
    var progress = BodyProgress.moved
    while progress == .moved, bytes.count < 1 << 16, let source {
      progress = source.pull { piece in
        let count = min(piece.count, limit)
        for index in 0..<count { bytes.append(piece[index]) }
        return count
      }
    }
    return (bytes, progress)
  }

  func forget() {
    ongoing = nil
    source = nil
  }

  private func report(_ text: String) {
    reports += 1
    #expect(reports == 1)
    outcome.put(text)
  }

  private static func text(_ document: Document) -> String {
    var text: [UInt8] = []
    JSONWriter.append(document.root, of: document, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}

extension RawListener {
  /// Takes a call on a connection of its own, and answers it with these bytes.
  func serve(_ answer: [UInt8]) throws -> RawSocket {
    let server = try accept()
    _ = try server.receive(through: "\r\n\r\n")
    try server.send(answer)
    return server
  }

  func serve(_ answer: String) throws -> RawSocket { try serve(Array(answer.utf8)) }

  /// An answer with its length.
  static func answer(_ status: Int, _ content: [UInt8], fields: String = "") -> [UInt8] {
    Array("HTTP/1.1 \(status) X\r\n\(fields)Content-Length: \(content.count)\r\n\r\n".utf8)
      + content
  }

  static func answer(_ status: Int, _ content: String, fields: String = "") -> [UInt8] {
    answer(status, Array(content.utf8), fields: fields)
  }

  static func answer(_ content: [UInt8], fields: String = "") -> [UInt8] {
    answer(200, content, fields: fields)
  }

  static func answer(_ content: String, fields: String = "") -> [UInt8] {
    answer(200, content, fields: fields)
  }
}
