import Dragoman

/// A backend that keeps counters in memory: `"acme/counter": {"start": 100}` in place of a host.
final class Counter: AsyncBackend {
  private let counts: Counts

  init(_ counts: Counts) { self.counts = counts }

  func answer(to call: BackendCall) async throws -> BackendAnswer {
    let name = String(decoding: call.target.bytes, as: UTF8.self)
    let count = await counts.next(name)
    var answer = DocumentBuilder()
    answer.beginObject()
    answer.append(name: "name")
    answer.append(string: name)
    answer.append(name: "count")
    answer.append(number: count)
    answer.end()
    return .document(answer.finish())
  }
}

/// What is shared by the event loops needs an owner.
actor Counts {
  private var counts: [String: Int] = [:]
  private let start: Int

  init(start: Int) { self.start = start }

  func next(_ name: String) -> Int {
    let count = counts[name, default: start] + 1
    counts[name] = count
    return count
  }
}

/// Calls once more what may be called once more.
struct Retry: BackendMiddleware {
  let attempts: Int

  func answer(to call: BackendCall, next: NextBackend) async throws -> BackendAnswer {
    guard call.method.isIdempotent else { return try await next(call) }
    for _ in 1..<attempts {
      if let answer = try? await next(call) { return answer }
    }
    return try await next(call)
  }
}

/// `name=value` in each line.
struct Lines: ContentDecoder {
  struct Malformed: Error {}

  func decode(_ content: [UInt8], limits: DocumentLimits) throws -> Document {
    var document = DocumentBuilder(capacity: content.count)
    document.beginObject()
    for line in content.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1)
      guard parts.count == 2 else { throw Malformed() }
      document.append(name: String(decoding: parts[0], as: UTF8.self))
      document.append(string: String(decoding: parts[1], as: UTF8.self))
    }
    document.end()
    return document.finish()
  }
}

var extensions = Extensions()
extensions.addBackend("acme/counter") { settings in
  Counter(Counts(start: settings.integer("start") ?? 0))
}
extensions.wrapBackends(configuredBy: "acme/retry") { settings in
  settings.integer("attempts", in: 2...5).map(Retry.init)
}
extensions.addDecoder("lines", Lines())

try Gateway.serve(LoadedConfiguration(file: CommandLine.arguments[1], extensions: extensions))
