import Bytes
import Document
import GraphQL

/// What must hold for any bytes given to a variable, as a text and as JSON; nil, or what did not
/// hold. The first byte chooses the variable.
public func fuzzGraphQLVariables(_ bytes: Span<UInt8>) -> String? {
  guard bytes.count > 0, let operation = FuzzOperation.operation else { return nil }
  let kinds = [
    VariableTypes(operation, schema: FuzzOperation.schema), VariableTypes(operation),
  ]
  let text = bytes.extracting(1...).array()
  for types in kinds {
    let variable = types.variables[Int(bytes[0]) % types.variables.count]
    if let fault = textFault(variable, text) ?? jsonFault(variable, text) {
      return "$\(variable.name): \(fault)"
    }
  }
  return nil
}

/// A text is refused, or becomes JSON that the variable takes as it is.
private func textFault(_ variable: VariableType, _ text: [UInt8]) -> String? {
  var output = [UInt8]("before ")
  do {
    try variable.append(text: text.span, to: &output)
    if let fault = writtenFault(variable, output) { return "text: \(fault)" }
    output = [UInt8]("before ")
    try variable.append(texts: [text], to: &output)
    return writtenFault(variable, output).map { "texts: \($0)" }
  } catch {
    return errorFault(error, variable, output)
  }
}

/// So does JSON.
private func jsonFault(_ variable: VariableType, _ text: [UInt8]) -> String? {
  guard let document = try? Document.scan(text, .firstValue, limits: .answer) else { return nil }
  var output = [UInt8]("before ")
  do {
    try variable.append(0, of: document, to: &output)
    return writtenFault(variable, output).map { "JSON: \($0)" }
  } catch {
    return errorFault(error, variable, output)
  }
}

private func writtenFault(_ variable: VariableType, _ output: [UInt8]) -> String? {
  guard output.starts(with: Array("before ".utf8)) else { return "the output was changed" }
  let value = Array(output.dropFirst(7))
  guard let document = try? Document.scan(value, .strict) else { return "no JSON: \(value)" }
  if variable.isRequired, document.kind(of: 0) == .null { return "null" }
  if variable.isList, document.kind(of: 0) != .array, document.kind(of: 0) != .null {
    return "no list"
  }
  var again: [UInt8] = []
  do {
    try variable.append(0, of: document, to: &again)
  } catch {
    return "refuses what it wrote: \(error)"
  }
  return again == value ? nil : "changes what it wrote"
}

private func errorFault(
  _ error: any Error, _ variable: VariableType, _ output: [UInt8]
) -> String? {
  guard let error = error as? CoercionError else { return "another error: \(error)" }
  if output != Array("before ".utf8) { return "an error leaves output behind" }
  if error.variable != variable.name { return "another variable: \(error)" }
  return error.description.utf8.count > 2000 ? "a long error" : nil
}
