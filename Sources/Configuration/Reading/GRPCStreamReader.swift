/// Reads `stream` of `backend/grpc`: the name of a form, or an object with limits.
struct GRPCStreamReader {
  private let grpc: Section

  init(_ grpc: Section) { self.grpc = grpc }

  func read() -> GRPCStreamSettings {
    guard let value = grpc.node("stream") else { return GRPCStreamSettings() }
    switch value.node.value {
    case .object: return read(Section(value, KnownKeys.grpcStream, grpc.sink))
    case .string(let name):
      var settings = GRPCStreamSettings()
      if let form = GRPCStreamSettings.Form(rawValue: name) {
        settings.form = form
        return settings
      }
      grpc.sink.error(
        "unknown stream \"\(name)\"", at: value,
        suggestion: Section.suggestion(name, among: ["auto", "ndjson", "sse", "array"]))
    default:
      grpc.sink.error(
        "`stream` must be a string or an object, not \(value.node.noun)", at: value,
        suggestion: "write \"auto\", \"ndjson\", \"sse\" or \"array\"")
    }
    return GRPCStreamSettings()
  }

  private func read(_ section: Section) -> GRPCStreamSettings {
    var settings = GRPCStreamSettings()
    if let form = section.strictChoice("form").flatMap(GRPCStreamSettings.Form.init) {
      settings.form = form
    }
    if let count = section.integer("max_messages"), count > 0 { settings.maxMessages = count }
    if let time = section.duration("idle_timeout"), time > 0 { settings.idleTimeout = time }
    return settings
  }
}
