import Document

extension Explanation {
  /// The explanation as a JSON object; `analysis` is what `--analyze` measured.
  public func json(_ analysis: [CallRecorder.Record]? = nil) -> [UInt8] {
    var writer = DescriptionWriter()
    writer.object {
      $0.text("method", method)
      $0.text("target", target)
      outcome.write(to: &$0)
      if let analysis { $0.objects("analysis", analysis) { $1.write(to: &$0) } }
    }
    return writer.builder.finish().text
  }
}

extension Explanation.Outcome {
  fileprivate func write(to writer: inout DescriptionWriter) {
    switch self {
    case .endpoint(let endpoint):
      writer.text("outcome", "endpoint")
      writer.member("endpoint") { $0.object { endpoint.write(to: &$0) } }
    case .service(let title):
      writer.text("outcome", "service")
      writer.text("service", title)
    case .redirect(let status, let location):
      writer.text("outcome", "redirect")
      writer.number("status", Int64(status))
      writer.text("location", location)
    case .options(let allow):
      writer.text("outcome", "options")
      writer.text("allow", allow)
    case .methodNotAllowed(let allow):
      writer.text("outcome", "method not allowed")
      writer.number("status", 405)
      writer.text("allow", allow)
    case .badRequest(let reason):
      writer.text("outcome", "bad request")
      writer.number("status", 400)
      writer.text("reason", reason)
    case .notFound(let nearest):
      writer.text("outcome", "not found")
      writer.number("status", 404)
      writer.texts("nearest", nearest)
    }
  }
}

extension EndpointDescription {
  fileprivate func write(to writer: inout DescriptionWriter) {
    writer.text("name", name)
    writer.number("line", Int64(line))
    writer.fields("parameters", parameters)
    writer.number("timeout_ns", timeout)
    writer.number("call_timeout_ns", callTimeout)
    writer.text("order", isSequential ? "sequential" : "parallel")
    writer.number("concurrent_calls", Int64(concurrentCalls))
    writer.objects("calls", calls) { $1.write(to: &$0) }
    writer.objects("shadows", shadows) { $1.write(to: &$0) }
    writer.texts("merge", merge)
    writer.texts("encodings", encodings)
  }
}

extension CallDescription {
  fileprivate func write(to writer: inout DescriptionWriter) {
    writer.text("method", method)
    writer.texts("urls", urls)
    writer.fields("headers", fields)
    writer.text("body_rule", bodyRule)
    if let body { writer.text("body", body) }
    if let refusal { writer.text("refusal", refusal) }
    writer.text("decoder", decoder)
    writer.text("failures", failureRule)
    writer.texts("shaping", shaping)
  }
}

extension CallRecorder.Record {
  fileprivate func write(to writer: inout DescriptionWriter) {
    writer.text("backend", label)
    writer.number("begun_ns", begun)
    if let head { writer.number("head_ns", head) }
    if let answered { writer.number("answered_ns", answered) }
    if let shaped { writer.number("shaped_ns", shaped) }
    if let status { writer.number("status", Int64(status)) }
    if let size { writer.number("bytes", Int64(size)) }
    if let failure { writer.text("failure", failure) }
  }
}

/// Writes descriptions as JSON.
private struct DescriptionWriter {
  var builder = DocumentBuilder()

  mutating func member(_ name: String, _ value: (inout DescriptionWriter) -> Void) {
    builder.append(name: Array(name.utf8).span)
    value(&self)
  }

  mutating func object(_ members: (inout DescriptionWriter) -> Void) {
    builder.beginObject()
    members(&self)
    builder.end()
  }

  mutating func text(_ name: String, _ text: String) {
    member(name) { $0.builder.append(string: Array(text.utf8).span) }
  }

  mutating func number(_ name: String, _ number: Int64) {
    member(name) { $0.builder.append(number: Array("\(number)".utf8).span) }
  }

  mutating func texts(_ name: String, _ texts: [String]) {
    member(name) { writer in
      writer.builder.beginArray()
      for text in texts { writer.builder.append(string: Array(text.utf8).span) }
      writer.builder.end()
    }
  }

  mutating func fields(_ name: String, _ fields: [NamedValue]) {
    objects(name, fields) { writer, field in
      writer.text("name", field.name)
      writer.text("value", field.value)
    }
  }

  mutating func objects<Item>(
    _ name: String, _ items: [Item], _ write: (inout DescriptionWriter, Item) -> Void
  ) {
    member(name) { writer in
      writer.builder.beginArray()
      for item in items { writer.object { write(&$0, item) } }
      writer.builder.end()
    }
  }
}
