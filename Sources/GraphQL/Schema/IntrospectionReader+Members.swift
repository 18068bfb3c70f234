import Document

extension IntrospectionReader {
  /// A member that is there and not null.
  func member(_ name: String, _ place: JSONPlace) -> JSONPlace? {
    guard let node = document.value(of: Array(name.utf8), in: place.node),
      document.kind(of: node) != .null
    else { return nil }
    return JSONPlace(node: node, pointer: place.pointer + "/" + name)
  }

  /// The elements of a list; none if it is missing or null.
  func items(
    _ name: String, _ place: JSONPlace, isRequired: Bool = false
  ) throws(GraphQLFault) -> [JSONPlace] {
    guard let list = member(name, place) else {
      guard isRequired else { return [] }
      throw GraphQLFault("'\(name)' is missing", at: .json(place.pointer))
    }
    guard document.kind(of: list.node) == .array else {
      throw GraphQLFault("a list was expected", at: .json(list.pointer))
    }
    return document.elements(of: list.node).enumerated().map { index, node in
      JSONPlace(node: node, pointer: "\(list.pointer)/\(index)")
    }
  }

  func string(_ node: Int) -> String? {
    guard document.kind(of: node) == .string else { return nil }
    return String(decoding: document.string(at: node), as: UTF8.self)
  }

  func optionalText(_ name: String, _ place: JSONPlace) -> String? {
    member(name, place).flatMap { string($0.node) }
  }

  func text(_ name: String, _ place: JSONPlace) throws(GraphQLFault) -> String {
    guard let text = optionalText(name, place) else {
      throw GraphQLFault("'\(name)' is no text", at: .json(place.pointer))
    }
    return text
  }

  /// The name of a type, a field and so on.
  func name(_ place: JSONPlace) throws(GraphQLFault) -> String {
    let name = try text("name", place)
    guard Lexer.isName(name) else {
      throw GraphQLFault("'\(name.bounded)' is no name", at: .json(place.pointer + "/name"))
    }
    return name
  }

  func flag(_ name: String, _ place: JSONPlace) -> Bool {
    member(name, place).map { document.kind(of: $0.node) == .true } ?? false
  }

  func deprecation(_ place: JSONPlace) -> String? {
    guard flag("isDeprecated", place) else { return nil }
    return optionalText("deprecationReason", place) ?? "No longer supported"
  }

  /// The type of a field: wrappers within each other, a name within them.
  func reference(_ holder: JSONPlace) throws(GraphQLFault) -> TypeReference {
    guard var place = member("type", holder) else {
      throw GraphQLFault("'type' is missing", at: .json(holder.pointer))
    }
    var wrappers: [String] = []
    while true {
      let kind = try text("kind", place)
      guard kind == "LIST" || kind == "NON_NULL" else { break }
      guard let inner = member("ofType", place), wrappers.count < limits.depth else {
        throw GraphQLFault(
          "a \(kind) of nothing: the introspection query did not go deep enough",
          at: .json(place.pointer))
      }
      if kind == "NON_NULL", wrappers.last == kind {
        throw GraphQLFault("NON_NULL in NON_NULL", at: .json(place.pointer))
      }
      wrappers.append(kind)
      place = inner
    }
    var type = TypeReference.named(try name(place))
    for wrapper in wrappers.reversed() { type = wrapper == "LIST" ? .list(type) : .nonNull(type) }
    return type
  }
}
