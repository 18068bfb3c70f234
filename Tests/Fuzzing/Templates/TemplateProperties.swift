import Bytes
import Templates

/// What must hold for any text taken as a template; nil, or what did not hold.
public func fuzzTemplate(_ bytes: Span<UInt8>) -> String? {
  let text = bytes.array()
  var set = TemplateSet()
  do {
    try set.add(text, name: "main", file: "main.tmpl")
  } catch {
    return fault(of: error, in: text, "reading")
  }
  if !text.contains(0x7B), (try? set.render("main", .null))?.bytes != text {
    return "a text without actions does not come out as it is"
  }
  do {
    let first = try render(set)
    if first.bytes.count > limits.bytes + text.count { return "more bytes than allowed" }
    if try render(set).bytes != first.bytes { return "a second rendering differs" }
    return originFault(first, text)
  } catch {
    return fault(of: error, in: text, "rendering")
  }
}

private let limits = TemplateLimits(bytes: 1 << 16, steps: 20_000, work: 1 << 20, depth: 60)

private func render(_ set: TemplateSet) throws(TemplateError) -> RenderedText {
  try set.render("main", settings, host: World(), limits: limits)
}

/// Settings with every kind of value. Made anew each time: the leak sanitizer cannot see what a
/// global holds in tagged pointers.
private var settings: TemplateData {
  .object([
    "a": .object(["b": .object(["c": .string("deep")]), "n": .null]),
    "list": .list([.integer(1), .number(2.5), .string("x,y"), .list([]), .boolean(false)]),
    "words": .list([.string("b"), .string("a"), .string("b")]),
    "n": .number(8080), "t": .boolean(true), "s": .string("a b-c_D1 \u{E9}"), "none": .null,
    "d": .object(["z": .integer(1), "y": .string("<&>")]),
    "r": .record([.init("Rule", as: "rule", .string("1.1.1"))]),
  ])
}

private struct World: TemplateHost {
  func variable(_ name: String) -> String? { name == "HOME" ? "/home" : nil }

  func partial(_ name: String) throws(TemplateHostError) -> String {
    guard name == "p" else { throw TemplateHostError("no partial '\(name)'") }
    return "partial"
  }
}

/// An error says something, on one line, about a place inside of the text.
private func fault(of error: TemplateError, in text: [UInt8], _ stage: String) -> String? {
  if error.message.isEmpty { return "\(stage): nothing said" }
  if error.file != "main.tmpl" { return "\(stage): another file" }
  let lines = text.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
  guard lines.indices.contains(error.line - 1), error.column >= 1 else {
    return "\(stage): no such line: \(error.text)"
  }
  // CRLF is one end of line here and two there, so a line alone cannot be measured.
  if text.contains(0x0D) { return nil }
  let width = lines[error.line - 1].count { $0 & 0xC0 != 0x80 }
  return error.column <= width + 1 ? nil : "\(stage): no such column: \(error.text)"
}

/// Every byte knows where it came from.
private func originFault(_ rendered: RenderedText, _ text: [UInt8]) -> String? {
  for offset in stride(from: 0, to: rendered.bytes.count, by: 97) {
    guard let origin = rendered.origin(of: offset) else {
      return "byte \(offset) comes from nowhere"
    }
    if origin.line < 1 || origin.column < 1 { return "no such origin: \(origin)" }
  }
  return nil
}
