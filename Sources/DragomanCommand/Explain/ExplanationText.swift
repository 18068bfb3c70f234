import Dragoman

/// An explanation for people.
struct ExplanationText {
  private(set) var lines: [String] = []

  init(_ explanation: Explanation) {
    lines.append("\(explanation.method) \(explanation.target)")
    switch explanation.outcome {
    case .endpoint(let endpoint): add(endpoint)
    case .service(let title): lines.append("answered by the gateway itself: \(title)")
    case .redirect(let status, let location):
      lines.append("\(status): no such path, but nearly; redirected to \(location)")
    case .options(let allow): lines.append("200: answered by the gateway itself, Allow: \(allow)")
    case .methodNotAllowed(let allow):
      lines.append("405: the path is there for other methods: \(allow)")
    case .badRequest(let reason): lines.append("400: \(reason)")
    case .notFound(let nearest):
      lines.append("404: no endpoint has this path")
      for name in nearest { lines.append("  nearest: \(name)") }
    }
  }

  private mutating func add(_ endpoint: EndpointDescription) {
    lines.append("endpoint   \(endpoint.name)  (line \(endpoint.line))")
    for parameter in endpoint.parameters {
      lines.append("parameter  \(parameter.name) = \(parameter.value)")
    }
    let calls = ExplanationText.milliseconds(endpoint.callTimeout)
    let whole = ExplanationText.milliseconds(endpoint.timeout)
    lines.append("time       \(whole) in all, \(calls) for the calls")
    let order = endpoint.isSequential ? "one after another" : "all at once"
    if endpoint.calls.count > 1 { lines.append("order      \(order)") }
    if endpoint.concurrentCalls > 1 {
      lines.append(
        "concurrent each call \(endpoint.concurrentCalls) times; the first answer counts")
    }
    for (number, call) in endpoint.calls.enumerated() { add(call, "call \(number)") }
    for call in endpoint.shadows { add(call, "shadow") }
    for (number, step) in endpoint.merge.enumerated() {
      lines.append((number == 0 ? "merge      " : "           ") + step)
    }
    lines.append("encoding   \(endpoint.encodings.joined(separator: ", or as Accept asks "))")
  }

  private mutating func add(_ call: CallDescription, _ title: String) {
    let head = title + String(repeating: " ", count: max(1, 11 - title.count))
    if call.urls.isEmpty {
      lines.append("\(head)\(call.refusal ?? "cannot be made")")
      return
    }
    for (number, url) in call.urls.enumerated() {
      lines.append(number == 0 ? "\(head)\(call.method) \(url)" : "  or in turn  \(url)")
    }
    if let refusal = call.refusal { lines.append("  fails     \(refusal)") }
    for field in call.fields { lines.append("  header    \(field.name): \(field.value)") }
    lines.append("  body      \(call.bodyRule)")
    if let body = call.body { lines.append("            \(body)") }
    lines.append("  decoder   \(call.decoder); \(call.failureRule)")
    for step in call.shaping { lines.append("  shape     \(step)") }
  }

  /// `1700 ms`, `0.42 ms`.
  static func milliseconds(_ nanoseconds: Int64) -> String {
    let hundredths = (nanoseconds + 5_000) / 10_000
    if hundredths % 100 == 0 { return "\(hundredths / 100) ms" }
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) ms"
  }
}
