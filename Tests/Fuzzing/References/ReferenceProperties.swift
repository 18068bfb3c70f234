import Bytes
import CallsFuzzing
import Endpoints
import Messages

/// What must hold for any text with references (first line) and any values (the second to the
/// fourth line) that it is filled with, wherever it stands; nil, or what did not hold.
public func fuzzReference(_ bytes: Span<UInt8>) -> String? {
  let lines = bytes.array().split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
  guard let first = lines.first else { return nil }
  let text = String(decoding: first, as: UTF8.self)
  let values = (1...3).map { $0 < lines.count ? Array(lines[$0]) : [] }
  return patternFault(text, values) ?? templateFault(text, values)
}

/// In a `url_pattern` no value adds a segment or a parameter.
private func patternFault(_ text: String, _ values: [[UInt8]]) -> String? {
  let definition = CallDefinition(method: .get, urlPattern: text, parameters: ["x"])
  guard let template = try? CallTemplate(definition) else { return nil }
  guard let plain = call(template, ["1", "1", "1"].map { Array($0.utf8) }),
    let filled = call(template, values)
  else { return nil }
  let (one, two) = (TargetShape(plain.target.bytes), TargetShape(filled.target.bytes))
  return one == two ? nil : "values make \(two) of \(one)"
}

/// In headers, query and body no value adds a field, a parameter or a member.
private func templateFault(_ text: String, _ values: [[UInt8]]) -> String? {
  guard let name = FieldName("X-A"), let value = try? TextTemplate(text) else { return nil }
  var request = RequestTemplate()
  request.fields = [(name, value)]
  request.query = [([0x61], value)]
  request.body = .object([([0x61], .text(value)), ([0x62], .list([.text(value)]))])
  var definition = CallDefinition(method: .post, urlPattern: "/b", parameters: ["x"])
  definition.request = request
  guard let template = try? CallTemplate(definition), let filled = call(template, values) else {
    return nil
  }
  let target = TargetShape(filled.target.bytes)
  if target.segments != 1 || target.pairs > 0 || target.signs > 1 {
    return "the query is \(target)"
  }
  var count = 0
  for index in 0..<filled.fields.count {
    let line = filled.fields.storage[filled.fields.lineRange(at: index)].dropLast(2)
    if line.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }) {
      return "a field has two lines"
    }
    if filled.fields.storage[filled.fields.nameRange(at: index)].elementsEqual(name.bytes) {
      count += 1
    }
  }
  if count > 1 { return "there are \(count) fields of one name" }
  guard case .bytes(let body) = filled.content else { return "there is no body" }
  return bodyFault(body)
}

private func call(_ template: CallTemplate, _ values: [[UInt8]]) -> BackendCall? {
  let target = query(values[1])
  guard let line = RequestTarget(target.span, for: .get),
    let address = FieldValue("h"), let name = FieldName("X-V")
  else { return nil }
  var fields = HeaderFields()
  let text = values[2]
  if let value = FieldValue(text.span) { fields.append(name, value) }
  return try? template.render(
    ClientRequest(
      head: RequestHead(method: .get, target: line, fields: fields),
      parameters: RequestParameters(values[0], [0..<values[0].count]), clientAddress: address))
}

private func query(_ value: [UInt8]) -> [UInt8] {
  var target = [UInt8]("/e?q=")
  PercentCoding.append(value.span, for: .query, to: &target)
  return target
}
