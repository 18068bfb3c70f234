public import Document

extension VariableType {
  /// Appends one text (of a path, a query string, a header) as a JSON value of the type.
  ///
  /// `Int`, `Float` and `Boolean` as they are written in JSON, `String`, `ID` and scalars that
  /// nobody knows as strings, an input object as JSON. For a list it is its one item. On an error
  /// nothing is appended.
  public func append(
    text: Span<UInt8>, to output: inout [UInt8]
  ) throws(CoercionError) {
    let start = output.count
    do throws(CoercionError) {
      try TextCoercion(table: table).append(text, as: root, to: &output)
    } catch {
      throw undo(error, start, &output)
    }
  }

  /// Appends the values of a repeated parameter: the items of a list, or the one value of anything
  /// else.
  public func append(
    texts: [[UInt8]], to output: inout [UInt8]
  ) throws(CoercionError) {
    let start = output.count
    do throws(CoercionError) {
      try TextCoercion(table: table).append(texts, as: root, to: &output)
    } catch {
      throw undo(error, start, &output)
    }
  }

  /// Appends a node of a document, if it is a value of the type (§3.5–§3.12 "input coercion"),
  /// without blanks; a value that stands for a list of one becomes that list.
  public func append(
    _ node: Int, of document: Document, to output: inout [UInt8]
  ) throws(CoercionError) {
    let start = output.count
    do throws(CoercionError) {
      try JSONCoercion(table: table, document: document).append(node, as: root, 0, to: &output)
    } catch {
      throw undo(error, start, &output)
    }
  }

  /// The error of this variable, with the output as it was.
  private func undo(
    _ error: CoercionError, _ start: Int, _ output: inout [UInt8]
  ) -> CoercionError {
    output.removeLast(output.count - start)
    var error = error
    error.variable = name
    return error
  }
}
