import Document

/// A node of a spec file, with its place for messages.
struct SpecValue {
  let document: Document
  let node: Int
  /// A JSON pointer to the node.
  let pointer: String

  /// The root of a JSON text.
  init(_ text: [UInt8]) throws(SpecError) {
    do throws(ScanError) {
      document = try Document.scan(text, .strict, limits: .input)
    } catch {
      throw SpecError(pointer: "", reason: "\(error)")
    }
    node = document.root
    pointer = ""
  }

  private init(_ document: Document, _ node: Int, _ pointer: String) {
    self.document = document
    self.node = node
    self.pointer = pointer
  }

  var kind: Node.Kind { document.kind(of: node) }

  func fail(_ reason: String) -> SpecError { SpecError(pointer: pointer, reason: reason) }

  /// The member of an object, or nil.
  subscript(name: String) -> SpecValue? {
    guard kind == .object, let value = document.value(of: Array(name.utf8), in: node) else {
      return nil
    }
    return SpecValue(document, value, "\(pointer)/\(name)")
  }

  /// The members of an object.
  func members() throws(SpecError) -> [(name: String, value: SpecValue)] {
    guard kind == .object else { throw fail("an object was expected") }
    return document.members(of: node).map { member in
      let name = String(decoding: document.string(at: member.name), as: UTF8.self)
      return (name, SpecValue(document, member.value, "\(pointer)/\(name)"))
    }
  }

  /// The elements of an array; anything else is a list of one.
  func list() -> [SpecValue] {
    guard kind == .array else { return [self] }
    return document.elements(of: node).enumerated().map { index, element in
      SpecValue(document, element, "\(pointer)/\(index)")
    }
  }

  func text() throws(SpecError) -> String {
    guard kind == .string else { throw fail("a string was expected") }
    return String(decoding: document.string(at: node), as: UTF8.self)
  }

  func number() throws(SpecError) -> Int {
    guard kind == .number, let number = Int(String(decoding: json, as: UTF8.self)) else {
      throw fail("a whole number was expected")
    }
    return number
  }

  func flag() throws(SpecError) -> Bool {
    switch kind {
    case .true: return true
    case .false: return false
    default: throw fail("true or false was expected")
    }
  }

  /// The JSON text of the value.
  var json: [UInt8] { document.slice(of: node) }

  /// Refuses members that nobody reads: a misspelt expectation expects nothing.
  func allow(only names: Set<String>) throws(SpecError) {
    for (name, value) in try members() where !names.contains(name) {
      throw value.fail("no such key; known are \(names.sorted().joined(separator: ", "))")
    }
  }
}
