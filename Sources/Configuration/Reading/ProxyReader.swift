/// Reads the namespace `proxy` of endpoints and backends.
struct ProxyReader {
  private let section: Section

  init(_ section: Section) { self.section = section }

  func read(into endpoint: inout EndpointConfiguration) {
    endpoint.flatmap = flatmap()
    endpoint.isSequential = isSequential()
    endpoint.propagatedParams = propagatedParams(isUsed: endpoint.isSequential)
    _ = section.choice("combiner")
    if let data = section.section("static", KnownKeys.staticResponse) {
      endpoint.staticResponse = staticResponse(data)
    }
  }

  func read(into backend: inout BackendConfiguration) {
    backend.flatmap = flatmap()
    backend.isShadow = section.boolean("shadow") ?? false
    backend.shadowTimeout = section.duration("shadow_timeout") ?? 0
  }

  /// SEQ-1: a strategy that is known decides, else `sequential` does.
  private func isSequential() -> Bool {
    let flag = section.boolean("sequential") ?? false
    switch section.choice("strategy") {
    case "sequential": return true
    case "parallel": return false
    default: return flag
    }
  }

  /// SEQ-7: `resp0_a.b` for a value, `resp0` for a whole content.
  private func propagatedParams(isUsed: Bool) -> [ResponseReference] {
    let key = "sequential_propagated_params"
    let texts = section.texts(key)
    if let value = section.node(key), !texts.isEmpty, !isUsed {
      section.sink.warning("`\(key)` has no effect: the endpoint is not sequential", at: value)
    }
    return texts.compactMap { item in
      if let reference = ResponseReference(item.text) { return reference }
      section.sink.warning(
        "`\(key)`: \"\(item.text)\" names no value", at: item.value,
        suggestion: "write resp0_field for a field of the first answer")
      return nil
    }
  }

  /// STA-1: no or an unknown strategy means always; data that are no object switch it off.
  private func staticResponse(_ section: Section) -> StaticResponse? {
    let strategy = section.choice("strategy").flatMap(StaticResponse.Strategy.init) ?? .always
    guard let data = section.node("data"), case .object = data.node.value else {
      section.sink.warning(
        "`static` has no effect: its `data` is no object",
        at: section.node("data") ?? section.value)
      return nil
    }
    return StaticResponse(strategy: strategy, data: data.node.json)
  }

  /// Unknown operations are skipped; `move` and `append` need two paths (FM-8).
  private func flatmap() -> [FlatmapOperation] {
    section.sections("flatmap_filter", KnownKeys.flatmapOperation).compactMap { operation in
      guard let kind = operation.choice("type").flatMap(FlatmapOperation.Kind.init) else {
        if !operation.has("type") {
          section.sink.error("an operation needs a `type`", at: operation.value)
        }
        return nil
      }
      let arguments = operation.strings("args")
      if arguments.count < 2, kind != .del {
        section.sink.error(
          "`\(kind.rawValue)` needs two paths, from and to, not \(arguments.count)",
          at: operation.node("args") ?? operation.value)
      }
      return FlatmapOperation(kind: kind, arguments: arguments, location: operation.location)
    }
  }
}
