import Bytes
import Document
import Endpoints
import GraphQL
import Messages

/// Finds the values of variables in one request, and writes them as JSON of their types.
struct VariableValues {
  let inputs: CallInputs
  /// The fields that go to the backend.
  let fields: HeaderFields
  /// The client's body; an object.
  let body: Document?

  /// The deepest body, and the most values in it.
  static let bodyLimits = DocumentLimits(depth: 128, nodes: 1 << 20)

  /// The object of all variables; nothing if there is none. `others`: members of the body that no
  /// binding names are among them. All in the order of their names, so that equal values give equal
  /// bytes.
  func write(_ bindings: [VariableBinding], others: Bool) throws(CallRefusal) -> [UInt8] {
    var output: [UInt8] = []
    var rest = others ? self.others(bindings) : []
    rest.reverse()
    for binding in bindings {
      while let other = rest.last, other.name.lexicographicallyPrecedes(binding.name) {
        append(other, to: &output)
        rest.removeLast()
      }
      try append(binding, to: &output)
    }
    while let other = rest.popLast() { append(other, to: &output) }
    if !output.isEmpty { output.append(0x7D) }
    return output
  }

  private typealias Member = (name: [UInt8], node: Int)

  /// Sorted, of equal names the last.
  private func others(_ bindings: [VariableBinding]) -> [Member] {
    guard let body else { return [] }
    var members: [Member] = []
    for name in body.sortedNames(of: body.root) {
      let text = body.string(at: name)
      if members.last?.name == text { members.removeLast() }
      guard !bindings.contains(where: { $0.name == text }) else { continue }
      members.append((text, name + 1))
    }
    return members
  }

  private func append(_ member: Member, to output: inout [UInt8]) {
    guard let body else { return }
    begin(member.name, &output)
    JSONWriter.append(compact: member.node, of: body, to: &output)
  }

  private func begin(_ name: [UInt8], _ output: inout [UInt8]) {
    output.append(output.isEmpty ? 0x7B : ASCII.comma)
    JSONWriter.append(string: name, to: &output)
    output.append(ASCII.colon)
  }

  private func append(
    _ binding: VariableBinding, to output: inout [UInt8]
  ) throws(CallRefusal) {
    let start = output.count
    begin(binding.name, &output)
    if try appendValue(of: binding, to: &output) { return }
    output.removeSubrange(start...)
    if binding.isNeeded {
      let name = String(decoding: binding.name, as: UTF8.self)
      let type = binding.type.map { "; it has to be \($0.type)" } ?? ""
      throw .invalidValue(field: "", reason: "the variable '$\(name)' is missing\(type)")
    }
  }

  /// Whether there is a value: what the configuration refers to, then the sources, then a constant.
  private func appendValue(
    of binding: VariableBinding, to output: inout [UInt8]
  ) throws(CallRefusal) -> Bool {
    let isConstant = binding.value?.isConstant ?? false
    if let value = binding.value, !isConstant, try append(value, of: binding, to: &output) {
      return true
    }
    for source in binding.sources where try append(source, of: binding, to: &output) {
      return true
    }
    guard isConstant, case .constant(let json)? = binding.value else { return false }
    output += json
    return true
  }

  private func append(
    _ source: VariableBinding.Source, of binding: VariableBinding, to output: inout [UInt8]
  ) throws(CallRefusal) -> Bool {
    switch source {
    case .parameter(let number):
      guard let text = inputs.parameter(number) else { return false }
      try append([text], of: binding, to: &output)
    case .query:
      let texts = inputs.pairs.filter { inputs.texts[$0.name].elementsEqual(binding.name) }
      guard !texts.isEmpty else { return false }
      try append(texts.map { Array(inputs.texts[$0.value]) }, of: binding, to: &output)
    case .header:
      guard let text = field(binding.name) else { return false }
      try append([text], of: binding, to: &output)
    case .body:
      guard let body, let node = body.value(of: binding.name, in: body.root) else { return false }
      try append(node, of: body, binding, to: &output)
    }
    return true
  }

  /// GraphQL has no hyphens in names (§2.1.9), fields seldom anything else.
  private func field(_ name: [UInt8]) -> [UInt8]? {
    let wanted = name.map { $0 == 0x5F ? 0x2D : ASCII.lowercased($0) }
    for index in 0..<fields.count {
      let own = fields.storage[fields.nameRange(at: index)]
      guard own.count == wanted.count else { continue }
      let isSame = zip(own, wanted).allSatisfy {
        ($0 == 0x5F ? 0x2D : ASCII.lowercased($0)) == $1
      }
      if isSame { return Array(fields.storage[fields.valueRange(at: index)]) }
    }
    return nil
  }
}

// Values of the configuration.
extension VariableValues {
  private func append(
    _ value: VariableValue, of binding: VariableBinding, to output: inout [UInt8]
  ) throws(CallRefusal) -> Bool {
    switch value {
    case .constant(let json): output += json
    case .parameter(let number):
      // Calls are tried before the first is sent: an answer's value is still to come then.
      guard number < inputs.parameters.ranges.count else {
        output += [UInt8]("null".utf8)
        return true
      }
      // GQL-5: what is not there is an empty text, where a text can be.
      let text = inputs.parameter(number)
      guard text != nil || binding.takesEmptyText else { return false }
      try append([text ?? []], of: binding, to: &output)
    case .reference(let number):
      guard let found = inputs.found[number] else { return false }
      switch found {
      case .text(let text): try append([text], of: binding, to: &output)
      case .texts(let texts): try append(texts, of: binding, to: &output)
      case .json(let json): try append(json: json, of: binding, to: &output)
      }
    case .text, .list, .object:
      var json: [UInt8] = []
      guard write(value, to: &json) else { return false }
      try append(json: json, of: binding, to: &output)
    }
    return true
  }

  /// Writes a value as JSON of no type; false where it is left out.
  private func write(_ value: VariableValue, to output: inout [UInt8]) -> Bool {
    switch value {
    case .constant(let json): output += json
    case .parameter(let number):
      JSONWriter.append(string: inputs.parameter(number) ?? [], to: &output)
    case .reference(let number):
      guard let found = inputs.found[number] else { return false }
      switch found {
      case .json(let json): output += json
      case .text(let text): JSONWriter.append(string: text, to: &output)
      case .texts(let texts): JSONWriter.append(string: texts.first ?? [], to: &output)
      }
    case .text(let pieces):
      guard let text = text(pieces) else { return false }
      JSONWriter.append(string: text, to: &output)
    case .list(let items):
      output.append(0x5B)
      var isFirst = true
      for item in items { write(item, named: [], &isFirst, to: &output) }
      output.append(0x5D)
    case .object(let members):
      output.append(0x7B)
      var isFirst = true
      for member in members { write(member.value, named: member.name, &isFirst, to: &output) }
      output.append(0x7D)
    }
    return true
  }

  private func write(
    _ value: VariableValue, named name: [UInt8], _ isFirst: inout Bool, to output: inout [UInt8]
  ) {
    let start = output.count
    if !isFirst { output.append(ASCII.comma) }
    output += name
    if write(value, to: &output) { isFirst = false } else { output.removeSubrange(start...) }
  }

  private func text(_ pieces: [VariableValue.Piece]) -> [UInt8]? {
    var output: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .text(let text): output += text
      case .reference(let number):
        guard let found = inputs.found[number] else { return nil }
        switch found {
        case .text(let text): output += text
        case .texts(let texts): output += texts.first ?? []
        case .json(let json): output += VariableValues.text(of: json)
        }
      }
    }
    return output
  }

  /// A JSON string without its quotes and escapes; all else as it is.
  static func text(of json: [UInt8]) -> [UInt8] {
    guard let document = try? Document.scan(json, .strict, limits: bodyLimits),
      document.kind(of: document.root) == .string
    else { return json }
    return document.string(at: document.root)
  }
}

// Types.
extension VariableValues {
  private func append(
    _ texts: [[UInt8]], of binding: VariableBinding, to output: inout [UInt8]
  ) throws(CallRefusal) {
    guard let type = binding.type else {
      JSONWriter.append(string: texts.first ?? [], to: &output)
      return
    }
    do throws(CoercionError) {
      try type.append(texts: texts, to: &output)
    } catch {
      throw VariableValues.refusal(error)
    }
  }

  private func append(
    _ node: Int, of document: Document, _ binding: VariableBinding, to output: inout [UInt8]
  ) throws(CallRefusal) {
    guard let type = binding.type else {
      JSONWriter.append(compact: node, of: document, to: &output)
      return
    }
    do throws(CoercionError) {
      try type.append(node, of: document, to: &output)
    } catch {
      throw VariableValues.refusal(error)
    }
  }

  /// A value of an answer, or one that is made of parts. Where a text stands for a number, as many
  /// servers send identifiers, it is taken as a text would be.
  private func append(
    json: [UInt8], of binding: VariableBinding, to output: inout [UInt8]
  ) throws(CallRefusal) {
    guard let document = try? Document.scan(json, .strict, limits: VariableValues.bodyLimits) else {
      throw .invalidValue(
        field: "$\(String(decoding: binding.name, as: UTF8.self))", reason: "the value is no JSON")
    }
    let root = document.root
    guard let type = binding.type else {
      return JSONWriter.append(compact: root, of: document, to: &output)
    }
    do throws(CoercionError) {
      try type.append(root, of: document, to: &output)
    } catch let first {
      switch document.kind(of: root) {
      case .string, .number, .true, .false: break
      case .object, .array, .null: throw VariableValues.refusal(first)
      }
      do throws(CoercionError) {
        try type.append(texts: [VariableValues.text(of: json)], to: &output)
      } catch {
        throw VariableValues.refusal(first)
      }
    }
  }

  static func refusal(_ error: CoercionError) -> CallRefusal {
    .invalidValue(field: "", reason: "\(error)")
  }
}
