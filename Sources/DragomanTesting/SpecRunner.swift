import Document
import HTTP
import Network

/// Plays the exchanges of a spec: starts its backends, sends its requests to a gateway, compares.
public final class SpecRunner: Sendable {
  private let spec: ExchangeSpec
  private let group: LoopGroup
  private let backends: [(address: String, backend: ScriptedBackend)]
  private let services: [(address: String, service: ScriptedService)]
  private let client: TestClient

  /// Starts the backends of a spec. Throws `SpecError` if descriptors do not go with it.
  public init(_ spec: ExchangeSpec) throws {
    self.spec = spec
    let schema = spec.services.isEmpty ? nil : try spec.schema()
    group = try LoopGroup(count: 1)
    var backends: [(address: String, backend: ScriptedBackend)] = []
    for (address, script) in spec.backends {
      backends.append((address, try ScriptedBackend(script, on: group)))
    }
    self.backends = backends
    var services: [(address: String, service: ScriptedService)] = []
    for (address, script) in spec.services {
      guard let schema else { continue }
      services.append((address, try ScriptedService(script, schema, on: group)))
    }
    self.services = services
    client = try TestClient()
  }

  /// A text, such as a configuration, in which the addresses of the backends are those where they
  /// really listen.
  public func resolved(_ text: [UInt8]) -> [UInt8] {
    let places = places
    var text = text[...]
    var output: [UInt8] = []
    while let byte = text.first {
      let found = places.first { text.starts(with: $0.address.utf8) && !$0.address.isEmpty }
      if let found {
        output += found.place.utf8
        text = text.dropFirst(found.address.utf8.count)
      } else {
        output.append(byte)
        text = text.dropFirst()
      }
    }
    return output
  }

  /// The backends by their address in the configuration, each with where it really listens.
  public var places: [(address: String, place: String)] {
    backends.map { ($0.address, $0.backend.url) }
      + services.map { ($0.address, $0.service.server.authority) }
  }

  /// Where a backend of the spec really listens.
  public func url(of address: String) -> String? {
    places.first { $0.address == address }?.place
  }

  /// The backend that stands for an address.
  func backend(_ address: String) -> ScriptedBackend? {
    backends.first { $0.address == address }?.backend
  }

  /// The gRPC server that stands for an address.
  func service(_ address: String) -> ScriptedGRPCServer? {
    services.first { $0.address == address }?.service.server
  }

  /// Plays one exchange after the other against the gateway on a port of 127.0.0.1. `heard` hears
  /// of each when it is over.
  public func run(port: UInt16, heard: (SpecResult) -> Void = { _ in }) -> [SpecResult] {
    spec.exchanges.map { exchange in
      let result = run(exchange, port)
      heard(result)
      return result
    }
  }

  private func run(_ exchange: ExchangeSpec.Exchange, _ port: UInt16) -> SpecResult {
    for (_, backend) in backends { _ = backend.takeRequests() }
    for (_, service) in services { _ = service.takeRequests() }
    let start = Instant.now()
    do throws(ExchangeFailure) {
      let answer = try client.send(exchange.request, port: port)
      let elapsed = Instant.now().nanoseconds - start.nanoseconds
      let expectation = resolved(exchange.expectation)
      let mismatches = expectation.mismatches(answer) + callMismatches(exchange)
      return SpecResult(
        exchange: exchange, answer: answer, nanoseconds: elapsed, mismatches: mismatches)
    } catch {
      return SpecResult(
        exchange: exchange, answer: nil, nanoseconds: 0, mismatches: ["no answer: \(error)"])
    }
  }

  /// An expectation that names the backends by where they really listen.
  private func resolved(_ expectation: ExchangeSpec.Expectation) -> ExchangeSpec.Expectation {
    var expectation = expectation
    expectation.json = expectation.json.map { resolved($0) }
    expectation.text = expectation.text.map { resolved($0) }
    return expectation
  }

  private func callMismatches(_ exchange: ExchangeSpec.Exchange) -> [String] {
    guard let calls = exchange.calls else { return [] }
    var received: [(address: String, request: RecordedRequest)] = []
    for (address, backend) in backends {
      received += backend.takeRequests().map { (address, $0) }
    }
    for (address, service) in services {
      received += service.takeRequests().map { (address, $0) }
    }
    var mismatches: [String] = []
    for call in calls {
      let index = received.firstIndex { $0.address == call.backend && call.matches($0.request) }
      if let index {
        received.remove(at: index)
      } else {
        mismatches.append("\(call.backend) did not receive \(call.method) \(call.target)")
      }
    }
    return mismatches
      + received.map { address, request in
        let fields = request.fields.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
        return "\(address) received \(request.method) \(request.target) (\(fields))"
      }
  }

  /// Stops the backends. Not from a loop.
  public func stop() {
    client.stop()
    for (_, backend) in backends { backend.stop() }
    for (_, service) in services { service.server.stop() }
    group.stop()
  }
}

extension ExchangeSpec.Expectation {
  /// What about an answer is not as expected.
  func mismatches(_ answer: TestAnswer) -> [String] {
    var mismatches: [String] = []
    if answer.status != status { mismatches.append("status is \(answer.status), not \(status)") }
    for (name, values) in fields {
      let actual = answer.fields.values(of: name)
      if !actual.meet(values) { mismatches.append("\(name) is \(actual), not \(values)") }
    }
    if let text, text != answer.content {
      mismatches.append("content is \(answer.text), not \(String(decoding: text, as: UTF8.self))")
    }
    if let json, let expected = try? Document.scan(json) {
      if let actual = answer.json {
        mismatches += [JSONComparison.difference(expected: expected, actual: actual)].compactMap {
          $0
        }
      } else {
        mismatches.append("content is no JSON: \(answer.text)")
      }
    }
    return mismatches
  }
}

extension ExchangeSpec.ExpectedCall {
  /// Whether a request that a backend received is this one.
  func matches(_ request: RecordedRequest) -> Bool {
    guard request.method == method, request.target == target else { return false }
    guard fields.allSatisfy({ request.fields.values(of: $0.name).meet($0.values) }) else {
      return false
    }
    guard let content, content != request.content else { return true }
    guard comparesJSON, let expected = try? Document.scan(content),
      let actual = try? Document.scan(request.content)
    else { return false }
    return JSONComparison.difference(expected: expected, actual: actual) == nil
  }
}

extension [String] {
  /// Whether the values of a field are those expected, where `*` stands for any value.
  func meet(_ expected: [String]) -> Bool {
    count == expected.count && zip(self, expected).allSatisfy { $0 == $1 || $1 == "*" }
  }
}
