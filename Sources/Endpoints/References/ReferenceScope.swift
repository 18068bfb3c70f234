import Bytes
import Document
import Messages
import Shaping

/// Where the references of one call find their values: the client's request, and the answers of
/// earlier steps.
struct ReferenceScope {
  let request: ClientRequest
  /// The names of the endpoint's placeholders, in the order of its path.
  let parameters: [String]
  /// The answers so far; nil while there is none, when each reference to one stands for its own
  /// text: so a call can be tried, and shown, before anything is sent.
  let answers: [StepAnswer]?
  /// The client's content, where a reference needs it and it is JSON.
  var content: Document?

  /// What a reference stands for; nil where there is no value and that leaves something out.
  func value(of reference: Reference) throws(CallRefusal) -> FoundValue? {
    if let value = found(reference.source, reference) { return value }
    return try absent(reference)
  }

  /// The same where a text is wanted, which `null` is not.
  func text(of reference: Reference) throws(CallRefusal) -> FoundValue? {
    if let value = found(reference.source, reference), !value.isNull { return value }
    return try absent(reference)
  }

  /// The values of a message's references; of a name in the query all of them.
  func values(of references: [Reference]) throws(CallRefusal) -> [CallInputs.Found?] {
    var values: [CallInputs.Found?] = []
    for reference in references {
      if case .queryValue(let name) = reference.source {
        let texts = QuerySelection.values(of: name, in: request.target)
        if !texts.isEmpty {
          values.append(.texts(texts))
          continue
        }
      }
      values.append(try value(of: reference)?.found)
    }
    return values
  }

  private func absent(_ reference: Reference) throws(CallRefusal) -> FoundValue? {
    switch reference.absence {
    case .refuses: throw .missingValue(reference.text)
    case .leavesOut: return nil
    case .means(let text): return ReferenceScope.isLiteral(text) ? .literal(text) : .text(text)
    }
  }

  /// Whether a default is a number, `true`, `false` or `null`, as JSON writes it.
  static func isLiteral(_ text: [UInt8]) -> Bool {
    guard let document = try? Document.scan(text, .strict) else { return false }
    switch document.kind(of: 0) {
    case .number, .true, .false, .null: return document.range(of: 0) == 0..<text.count
    case .object, .array, .string: return false
    }
  }

  private func found(_ source: Reference.Source, _ reference: Reference) -> FoundValue? {
    switch source {
    case .parameter(let name): parameter(name).map { .text($0) }
    case .queryValue(let name):
      QuerySelection.firstValue(of: name, in: request.target).map { .text($0) }
    case .requestField(let name): ReferenceScope.field(name, of: request.fields).map { .text($0) }
    case .status(let step):
      answer(step, reference) { answer in
        answer.head.map { .literal(Array("\($0.status.code)".utf8)) }
      }
    case .answerField(let step, let name):
      answer(step, reference) { answer in
        answer.head.flatMap { ReferenceScope.field(name, of: $0.fields) }.map { .text($0) }
      }
    case .data(let step, let path):
      answer(step, reference) { ReferenceScope.data(of: $0, path) }
    case .content(let path): content.flatMap { ContentValue.find(path, in: $0) }
    }
  }

  private func answer(
    _ step: Int, _ reference: Reference, _ find: (StepAnswer) -> FoundValue?
  ) -> FoundValue? {
    guard let answers else { return .text(Array("{\(reference.text)}".utf8)) }
    return step < answers.count ? find(answers[step]) : nil
  }

  private func parameter(_ name: String) -> [UInt8]? {
    guard let number = parameters.lastIndex(of: name),
      let range = request.parameters.range(number)
    else { return nil }
    return Array(request.parameters.bytes[range])
  }

  private static func field(_ name: FieldName, of fields: HeaderFields) -> [UInt8]? {
    fields.firstIndex(of: name).map { Array(fields.storage[fields.valueRange(at: $0)]) }
  }

  private static func data(of answer: StepAnswer, _ path: [Reference.Step]) -> FoundValue? {
    guard let tree = answer.data else {
      return path.isEmpty ? answer.content.map { .text($0) } : nil
    }
    let split = path.firstIndex(of: .each) ?? path.count
    guard let value = tree.value(from: tree.root, path[..<split]) else { return nil }
    guard split < path.count else { return .shaped(value, tree) }
    guard tree.kind(of: value) == .array else { return nil }
    let rest = path[(split + 1)...]
    return .list(tree.children(of: value).compactMap { tree.value(from: $0.value, rest) }, tree)
  }
}

extension ShapedTree {
  /// Walks down from a value; nil where a step leads nowhere.
  fileprivate func value(
    from start: ShapedValue, _ path: ArraySlice<Reference.Step>
  ) -> ShapedValue? {
    var value = start
    for step in path {
      switch step {
      case .member(let name), .pointed(let name):
        guard let next = self.value(of: name, in: value) else { return nil }
        value = next
      case .item(let number):
        guard kind(of: value) == .array,
          let next = children(of: value).dropFirst(number).first(where: { _ in true })
        else { return nil }
        value = next.value
      case .each: return nil
      }
    }
    return value
  }
}
