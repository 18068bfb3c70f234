import Bytes
import Document
import GraphQL

/// What must hold for any bytes taken as a document, as a schema and as an introspection answer;
/// nil, or what did not hold.
public func fuzzGraphQLDocuments(_ bytes: Span<UInt8>) -> String? {
  let text = bytes.array()
  if let schema = try? GraphQLSchema.read(text), schema.root(of: .query) == nil {
    return "a schema without a root for queries"
  }
  do {
    let document = try ExecutableDocument.parse(text, limits: limits, keepsLocations: false)
    return DocumentProperties(document).fault
  } catch {
    return placeFault(error, text)
  }
}

private let limits = GraphQLLimits(depth: 60, tokens: 3000, faults: 20, steps: 20_000)

/// A fault says something about a place inside of the text.
private func placeFault(_ fault: GraphQLFault, _ text: [UInt8]) -> String? {
  if fault.message.isEmpty { return "nothing said" }
  guard case .failure(let located) = located(text), let location = located.location else {
    return "a fault only without locations: \(fault)"
  }
  var lines = 1
  for index in text.indices where text[index] == 0x0A || text[index] == 0x0D {
    if text[index] == 0x0A, index > 0, text[index - 1] == 0x0D { continue }
    lines += 1
  }
  guard 1...lines ~= location.line, 1...(text.count + 1) ~= location.column else {
    return "no such place: \(located)"
  }
  return located.message == fault.message ? nil : "two messages: \(located), \(fault)"
}

private func located(_ text: [UInt8]) -> Result<ExecutableDocument, GraphQLFault> {
  do throws(GraphQLFault) {
    return .success(try ExecutableDocument.parse(text, limits: limits))
  } catch {
    return .failure(error)
  }
}

/// What must hold for a document that was read.
struct DocumentProperties {
  let document: ExecutableDocument

  init(_ document: ExecutableDocument) { self.document = document }

  var fault: String? { printFault ?? validationFault ?? operationFault }

  /// What is printed reads back as the same, and is printed the same again.
  private var printFault: String? {
    let printed = document.printed()
    guard let again = read(printed) else { return "what is printed is refused" }
    if again != document { return "what is printed is another document" }
    if again.printed() != printed { return "a second print differs" }
    let minified = document.minified()
    guard let small = read(minified) else { return "what is minified is refused" }
    if small.minified() != minified { return "a second minified form differs" }
    return minified.count <= printed.count ? nil : "the minified form is longer"
  }

  private func read(_ text: [UInt8]) -> ExecutableDocument? {
    try? ExecutableDocument.parse(
      text, limits: GraphQLLimits(depth: 60, tokens: 6000), keepsLocations: false)
  }

  /// What is wrong for every schema is wrong for one.
  private var validationFault: String? {
    let plain = document.validate(limits: limits)
    let typed = document.validate(against: FuzzSchema.schema, limits: limits)
    if plain != nil, typed == nil { return "valid only with a schema: \(plain as Any)" }
    return nil
  }

  private var operationFault: String? {
    let isValid = document.validate(limits: limits) == nil
    for operation in document.operations {
      let measures = document.measures(of: operation)
      if measures.depth < 1 || measures.fields < 1, isValid { return "no fields: \(measures)" }
      if isValid, measures.fields == .max, document.fragments.count < 20 {
        return "endless: \(measures)"
      }
      let shape = ResponseShape(document, operation, limits: limits)
      guard isValid else { continue }
      if let names = shape.names(at: []), shape.isComplete, names.isEmpty { return "no names" }
      if let fault = narrowingFault(operation) { return fault }
    }
    return nil
  }

  /// What is left of a valid operation is a valid document that asks for no more.
  private func narrowingFault(_ operation: OperationDefinition) -> String? {
    for seed in 0..<3 {
      let narrowed = document.narrowed(to: operation, limits: limits) { path in
        let choice = path.reduce(seed) { ($0 &* 31 &+ $1.utf8.count) % 7 }
        return choice < 3 ? .drop : choice < 5 ? .descend : .keep
      }
      guard let again = read(narrowed.minified()) else { return "narrowed to what is refused" }
      if let faults = again.validate(limits: limits) { return "narrowed to: \(faults)" }
      let name = operation.name?.text
      guard let rest = try? again.operation(named: name) else { return "the operation is gone" }
      let (before, after) = (document.measures(of: operation), again.measures(of: rest))
      if after.fields > before.fields || after.depth > before.depth { return "it has grown" }
    }
    return nil
  }
}
