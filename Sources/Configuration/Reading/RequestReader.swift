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
    let body = section.node("body").map { value(of: $0, depth: 0) }
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

  private func value(of value: LocatedNode, depth: Int) -> RequestConfiguration.Body {
    guard depth < RequestReader.depthLimit else {
      sink.error("`body` is deeper than \(RequestReader.depthLimit)", at: value)
      return .constant([])
    }
    switch value.node.value {
    case .null, .broken, .boolean, .number: return .constant(value.node.json)
    case .string(let text):
      return .text(RequestConfiguration.Text(text: text, location: sink.location(value)))
    case .list: return .list(value.items.map { self.value(of: $0, depth: depth + 1) })
    case .object(let members):
      return .object(
        members.map { member in
          let child = LocatedNode(
            node: member.value, pointer: JSONPointer.child(value.pointer, member.key))
          return (member.key, self.value(of: child, depth: depth + 1))
        })
    }
  }
}
