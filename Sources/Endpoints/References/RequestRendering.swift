import Bytes
import Document
import Messages

/// Puts values into the texts of a call, each encoded for where it lands.
struct RequestRendering {
  let scope: ReferenceScope

  /// The text of a template; nil where a value is missing that leaves it out.
  func text(_ template: TextTemplate) throws(CallRefusal) -> [UInt8]? {
    var output: [UInt8] = []
    for piece in template.pieces {
      switch piece {
      case .text(let bytes): output.append(contentsOf: bytes)
      case .reference(let reference):
        guard let value = try scope.text(of: reference) else { return nil }
        value.appendText(to: &output)
      }
    }
    return output
  }

  /// Fields whose values hold no control character, so that none of them ends its line.
  func append(
    _ fields: [(name: FieldName, value: TextTemplate)], to output: inout HeaderFields
  ) throws(CallRefusal) {
    for field in fields {
      guard let text = try text(field.value) else { continue }
      guard text.count <= RequestTemplate.fieldLimit else { throw .tooLong }
      guard let value = FieldValue(text.span) else {
        throw .invalidFieldValue(String(decoding: field.name.bytes, as: UTF8.self))
      }
      output.append(field.name, value)
    }
  }

  /// Pairs of a query; a list is as many pairs as it has items.
  func append(
    _ query: [(name: [UInt8], value: TextTemplate)], separator: UInt8?, to output: inout [UInt8]
  ) throws(CallRefusal) {
    var separator = separator
    for pair in query {
      let texts: [[UInt8]]
      if let reference = pair.value.whole, reference.isList {
        texts = try scope.text(of: reference)?.texts ?? []
      } else {
        texts = try text(pair.value).map { [$0] } ?? []
      }
      for text in texts {
        if let separator { output.append(separator) }
        separator = ASCII.ampersand
        PercentCoding.append(pair.name.span, for: .query, to: &output)
        output.append(ASCII.equals)
        PercentCoding.append(text.span, for: .query, to: &output)
        guard output.count <= RequestTemplate.targetLimit else { throw .tooLong }
      }
    }
  }

  /// The body; empty where its one value is missing and left out.
  func body(_ template: JSONTemplate, limit: Int) throws(CallRefusal) -> [UInt8] {
    var output: [UInt8] = []
    _ = try append(template, limit, to: &output)
    return output
  }

  /// Appends a value; whether there is one. The depth of a template is bounded.
  private func append(
    _ template: JSONTemplate, _ limit: Int, to output: inout [UInt8]
  ) throws(CallRefusal) -> Bool {
    switch template {
    case .constant(let json): output.append(contentsOf: json)
    case .text(let text):
      guard try append(text, to: &output) else { return false }
    case .list(let items):
      output.append(0x5B)
      var isFirst = true
      for item in items { try append(item, named: nil, &isFirst, limit, to: &output) }
      output.append(0x5D)
    case .object(let members):
      output.append(0x7B)
      var isFirst = true
      for member in members {
        try append(member.value, named: member.name, &isFirst, limit, to: &output)
      }
      output.append(0x7D)
    }
    guard output.count <= limit else { throw .tooLong }
    return true
  }

  /// Appends a child, or nothing at all where its value is left out.
  private func append(
    _ child: JSONTemplate, named name: [UInt8]?, _ isFirst: inout Bool, _ limit: Int,
    to output: inout [UInt8]
  ) throws(CallRefusal) {
    let start = output.count
    if !isFirst { output.append(ASCII.comma) }
    if let name {
      JSONWriter.append(string: name, to: &output)
      output.append(ASCII.colon)
    }
    if try append(child, limit, to: &output) {
      isFirst = false
    } else {
      output.removeSubrange(start...)
    }
  }

  private func append(
    _ template: TextTemplate, to output: inout [UInt8]
  ) throws(CallRefusal) -> Bool {
    if let reference = template.whole {
      guard let value = try scope.value(of: reference) else { return false }
      value.appendJSON(to: &output)
      return true
    }
    guard let text = try text(template) else { return false }
    JSONWriter.append(string: text, to: &output)
    return true
  }
}
