import Bytes
import Document

extension TranscodeError {
  /// An error at a node of a document, with the path that leads there from another one.
  init(
    _ reason: Reason, _ node: Int, from root: Int, _ detail: InputDetail, of document: Document
  ) {
    self.init(
      reason, at: Self.path(to: node, from: root, of: document),
      Self.text(detail, node, of: document))
  }

  private static func text(_ detail: InputDetail, _ node: Int, of document: Document) -> String {
    switch detail {
    case .none: return ""
    case .object: return "an object is expected"
    case .array: return "an array is expected"
    case .string: return "a string is expected"
    case .number: return "a number is expected"
    case .truth: return "true or false is expected"
    case .type: return "\"@type\" is expected to name a type"
    case .name:
      let name = String(decoding: document.string(at: node).prefix(64), as: UTF8.self)
      return "\"\(name)\""
    }
  }

  /// Names and indices from one node down to another: of a member's name that of its value.
  private static func path(to node: Int, from root: Int, of document: Document) -> String {
    var path = ""
    var holder = root
    while holder < node {
      if document.kind(of: holder) == .object {
        let found = document.members(of: holder).first { member in
          member.name == node || holds(member.value, node, document)
        }
        guard let member = found else { break }
        let name = String(decoding: document.string(at: member.name).prefix(256), as: UTF8.self)
        path += path.isEmpty ? name : ".\(name)"
        holder = member.value
      } else {
        var index = 0
        var found: Int?
        for element in document.elements(of: holder) {
          found = element
          if holds(element, node, document) { break }
          index += 1
        }
        guard let found else { break }
        path += "[\(index)]"
        holder = found
      }
    }
    return path
  }

  private static func holds(_ holder: Int, _ node: Int, _ document: Document) -> Bool {
    holder <= node && node < Int(document.tape[holder].next)
  }
}
