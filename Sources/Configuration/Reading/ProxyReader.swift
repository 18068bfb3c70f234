/// Reads the namespace `proxy` of endpoints and backends.
struct ProxyReader {
  private let section: Section

  init(_ section: Section) { self.section = section }

  func read(into endpoint: inout EndpointConfiguration) {
    endpoint.flatmap = flatmap()
    endpoint.sequentialPropagatedParams = section.strings("sequential_propagated_params")
    let strategy = section.string("strategy")
    endpoint.isSequential =
      strategy.map { $0 == "sequential" } ?? section.boolean("sequential") ?? false
    if let data = section.section("static", KnownKeys.staticResponse) {
      endpoint.staticResponse = staticResponse(data)
    }
  }

  func read(into backend: inout BackendConfiguration) {
    backend.flatmap = flatmap()
    backend.isShadow = section.boolean("shadow") ?? false
    backend.shadowTimeout = section.duration("shadow_timeout") ?? 0
  }

  /// STA-1: no or an unknown strategy means always; data that are no object switch it off.
  private func staticResponse(_ section: Section) -> StaticResponse? {
    guard let data = section.node("data"), case .object = data.node.value else { return nil }
    let strategy = section.string("strategy").flatMap(StaticResponse.Strategy.init) ?? .always
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
