import Bytes
import Endpoints
import Messages

/// What must hold for any `url_pattern` (first line), two values for its placeholders `x` and `y`
/// (second and third line), a client's query (fourth) and its fields (the rest); nil, or what did
/// not hold.
public func fuzzCall(_ bytes: Span<UInt8>) -> String? {
  let lines = bytes.array().split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
  guard lines.count >= 4 else { return nil }
  var definition = CallDefinition(
    method: .get, urlPattern: String(decoding: lines[0], as: UTF8.self), parameters: ["x", "y"])
  definition.inputQueryStrings = ["a", "b"]
  definition.inputHeaders = ["*"]
  guard let template = try? CallTemplate(definition) else { return nil }
  var fields = HeaderFields()
  for line in lines.dropFirst(4) {
    let parts = line.split(separator: ASCII.colon, maxSplits: 1)
    guard parts.count == 2, let name = FieldName(Array(parts[0]).span),
      let value = FieldValue(Array(parts[1]).span)
    else { continue }
    fields.append(name, value)
  }
  return addressFault(fields)
    ?? CallProperties(
      template: template, values: [Array(lines[1]), Array(lines[2])], query: Array(lines[3]),
      fields: fields
    ).fault
}

/// A client's address is the peer's, or one of the members of a list that the rule reads, and then
/// holds nothing but what an address is written with.
private func addressFault(_ fields: HeaderFields) -> String? {
  let strict = try? ClientAddressRule(
    readsHeaders: true, trustedProxies: ["10.0.0.0/8", "::1", "fe80::/10"], headers: ["X-A"])
  guard let strict, let peer = FieldValue("10.0.0.1") else { return "the rule is refused" }
  for rule in [ClientAddressRule(), strict] {
    let address = rule.address(peer: peer, fields: fields).bytes
    let written = address.allSatisfy { ASCII.hexadecimalValue($0) != nil || ".:".utf8.contains($0) }
    if address.count < 2 || address.count > 45 || !written { return "\(address) is no address" }
  }
  return nil
}

/// What must hold for the calls of one template.
struct CallProperties {
  let template: CallTemplate
  let values: [[UInt8]]
  let query: [UInt8]
  let fields: HeaderFields

  /// The first property that does not hold.
  var fault: String? {
    guard let plain = call([[0x31], [0x31]], query: [], HeaderFields()) else { return nil }
    if let call = call(values, query: [], HeaderFields()) {
      let (one, two) = (TargetShape(call.target.bytes), TargetShape(plain.target.bytes))
      if one != two { return "values make \(one) of \(two)" }
    }
    guard let call = call([[0x31], [0x31]], query: query, fields) else { return nil }
    return queryFault(call.target.bytes, plain.target.bytes) ?? fieldFault(call)
  }

  private func call(
    _ values: [[UInt8]], query: [UInt8], _ fields: HeaderFields
  ) -> BackendCall? {
    let line = [UInt8]("/e?") + query
    guard let target = RequestTarget(line.span, for: .get), let address = FieldValue("h") else {
      return nil
    }
    let all = values[0] + values[1]
    let parameters = RequestParameters(
      all, [0..<values[0].count, values[0].count..<all.count])
    return try? template.render(
      ClientRequest(
        head: RequestHead(method: .get, target: target, fields: fields), parameters: parameters,
        clientAddress: address))
  }

  /// The target begins as it would without a query; behind it stand pairs of the listed names, in
  /// their order, no more than the client sent.
  private func queryFault(_ target: [UInt8], _ plain: [UInt8]) -> String? {
    guard target.starts(with: plain) else { return "a query changes what stands before it" }
    let added = target.dropFirst(plain.count).drop { $0 == ASCII.question || $0 == ASCII.ampersand }
    let pairs = added.split(separator: ASCII.ampersand)
    if pairs.count > query.split(separator: ASCII.ampersand).count { return "more pairs than sent" }
    var last: UInt8 = 0
    for pair in pairs {
      guard let name = pair.first, "ab".utf8.contains(name), pair.dropFirst().first == ASCII.equals,
        pair.count(where: { $0 == ASCII.equals }) == 1, name >= last
      else { return "a pair that is not listed, not one pair, or not in order" }
      last = name
    }
    return nil
  }

  /// Nothing of one hop, no framing and no host leaves; what the gateway computes stands there
  /// once.
  private func fieldFault(_ call: BackendCall) -> String? {
    for index in 0..<call.fields.count {
      let known = call.fields.entries[index].known
      if known.isHopByHop || known == .host || known == .contentLength {
        return "\(known.text) leaves the hop"
      }
    }
    for field in [KnownField.xForwardedFor, .xForwardedHost] {
      guard let first = call.fields.firstIndex(of: field) else { return "no \(field.text)" }
      if call.fields.firstIndex(of: field, from: first + 1) != nil { return "two \(field.text)" }
    }
    return call.fields.firstIndex(of: .userAgent) == nil ? "no agent" : nil
  }
}
