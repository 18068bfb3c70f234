/// Reads `request` of `dragoman/backend`: what a call gets beside what the client sent.
struct RequestReader {
  /// The deepest body.
  private static let depthLimit = 64

  private let section: Section
  private let sink: DiagnosticSink

  init(_ section: Section) {
    self.section = section
    sink = section.sink
  }

  func read(method: String) -> RequestConfiguration {
    let body = section.node("body").map {
      RequestReader.value(of: $0, in: "body", sink)
    }
    if let value = section.node("body"), ["GET", "HEAD"].contains(method) {
      sink.warning(
        "the body of a \(method) request has no meaning; many servers refuse it", at: value,
        suggestion: "set `method` of the backend to POST, PUT or PATCH")
    }
    return RequestConfiguration(headers: named("headers"), query: named("query"), body: body)
  }

  private func named(_ key: String) -> [RequestConfiguration.Named] {
    section.pairs(key).map { pair in
      RequestConfiguration.Named(
        name: pair.name,
        value: RequestConfiguration.Text(text: pair.text, location: sink.location(pair.value)))
    }
  }

  /// A JSON value with references in its texts. `key` is what it stands under.
  static func value(
    of value: LocatedNode, in key: String, _ sink: DiagnosticSink, depth: Int = 0
  ) -> RequestConfiguration.Body {
    guard depth < depthLimit else {
      sink.error("`\(key)` is deeper than \(depthLimit)", at: value)
      return .constant([])
    }
    switch value.node.value {
    case .null, .broken, .boolean, .number: return .constant(value.node.json)
    case .string(let text):
      return .text(RequestConfiguration.Text(text: text, location: sink.location(value)))
    case .list:
      return .list(value.items.map { self.value(of: $0, in: key, sink, depth: depth + 1) })
    case .object(let members):
      return .object(
        members.map { member in
          let child = LocatedNode(
            node: member.value, pointer: JSONPointer.child(value.pointer, member.key))
          return (member.key, self.value(of: child, in: key, sink, depth: depth + 1))
        })
    }
  }
}
