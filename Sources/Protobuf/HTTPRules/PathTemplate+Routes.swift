import Bytes

extension PathTemplate {
  /// The template as a path of an endpoint, `/v1/shelves/{shelf}`, where that can say the same:
  /// no `**`, and a verb after a literal only. Endpoints that say the same are conflicts of a route
  /// table. The names of the placeholders are only there to be different.
  public var routePattern: String? {
    guard rest == nil else { return nil }
    if verb != nil, segments.last.map({ $0 == .any }) ?? true { return nil }
    var output = segments.isEmpty ? "/" : ""
    for (index, segment) in segments.enumerated() {
      guard case .literal(let text) = segment else {
        output += "/{\(placeholder(index))}"
        continue
      }
      // What the parser of endpoints would read another way.
      guard !text.contains(where: { $0 == ASCII.slash || $0 == 0x7B || $0 == 0x2A }),
        UTF8Text.firstInvalid(text.span) == nil
      else { return nil }
      output += "/" + String(decoding: text, as: UTF8.self)
    }
    return output + (verb.map { ":" + String(decoding: $0, as: UTF8.self) } ?? "")
  }

  private func placeholder(_ segment: Int) -> String {
    let variable = variables.first { $0.segments.contains(segment) }
    guard let variable else { return "segment-\(segment)" }
    let name = variable.names.joined(separator: "-")
    return variable.segments.count == 1 ? name : "\(name)-\(segment)"
  }

  /// Whether every path that the template fits also fits the path of a written endpoint, whose
  /// placeholders stand for whole segments (`{id}`, or any text with `{…}` in it, which is taken to
  /// cover nothing but itself): the endpoint would take all its requests.
  public func isCovered(byRoute pattern: String) -> Bool {
    guard rest == nil else { return false }
    let route = pattern.utf8.drop { $0 == ASCII.slash }.split(
      separator: ASCII.slash, omittingEmptySubsequences: false
    ).map(Array.init)
    guard !segments.isEmpty else { return route == [[]] }
    guard route.count == segments.count else { return false }
    return segments.indices.allSatisfy { index in
      let part = route[index]
      if part.first == 0x7B, part.last == 0x7D { return true }
      guard case .literal(let text) = segments[index] else { return false }
      let isLast = index == segments.count - 1
      return part == (isLast ? text + (verb.map { [ASCII.colon] + $0 } ?? []) : text)
    }
  }
}
