import Bytes
import Document

extension JSONCoercion {
  /// The members of an input object (§3.10): known, given once, and there if they have to be.
  /// Defaults are the server's to fill in.
  func appendObject(
    _ node: Int, _ object: InputTable.InputObject, _ depth: Int, to output: inout [UInt8]
  ) throws(CoercionError) {
    output.append(0x7B)
    var given = FieldSet(object.fields.count)
    for (name, value) in document.members(of: node) {
      guard let index = object.fields.firstIndex(where: { isNamed(name, $0) }) else {
        throw CoercionError(.unknownField(of: object.name)).inField(document.string(at: name))
      }
      let field = object.fields[index]
      guard given.insert(index) else {
        throw CoercionError(.duplicateField).inField(field.name)
      }
      if given.count > 1 { output.append(ASCII.comma) }
      JSONWriter.append(string: field.name, to: &output)
      output.append(ASCII.colon)
      do throws(CoercionError) {
        try append(value, as: field.type, depth + 1, to: &output)
      } catch {
        throw error.inField(field.name)
      }
      if object.isOneOf, document.kind(of: value) == .null {
        throw CoercionError(.notOneField(of: object.name))
      }
    }
    if object.isOneOf, given.count != 1 { throw CoercionError(.notOneField(of: object.name)) }
    try checkRequired(object, given)
    output.append(0x7D)
  }

  private func isNamed(_ name: Int, _ field: InputTable.InputField) -> Bool {
    document.isString(name, field.name.span)
  }

  private func checkRequired(
    _ object: InputTable.InputObject, _ given: FieldSet
  ) throws(CoercionError) {
    for (index, field) in object.fields.enumerated()
    where field.isRequired && !given.contains(index) {
      throw CoercionError(.missing(expected: table.types[field.type].label)).inField(field.name)
    }
  }
}
