import Bytes
import Document

/// Reads the answer to an introspection query (§4.2). What a field is not asked for is missing, so
/// all but names, kinds and types may be.
struct IntrospectionReader {
  let document: Document
  let limits: GraphQLLimits

  init(_ document: Document, _ limits: GraphQLLimits) {
    self.document = document
    self.limits = limits
  }

  func declarations() throws(GraphQLFault) -> SchemaDeclarations {
    var root = 0
    var pointer = ""
    if let data = document.value(of: [UInt8]("data"), in: root) {
      root = data
      pointer = "/data"
    }
    guard let schema = document.value(of: [UInt8]("__schema"), in: root) else {
      throw GraphQLFault("no '__schema': this is no introspection answer", at: .json(pointer))
    }
    let place = JSONPlace(node: schema, pointer: pointer + "/__schema")
    var declarations = SchemaDeclarations()
    declarations.hasSchema = true
    for kind in OperationKind.allCases {
      guard let type = member("\(kind.rawValue)Type", place) else { continue }
      let name = try text("name", type)
      declarations.roots.append((kind, PlacedName(text: name, place: .json(type.pointer))))
    }
    for place in try items("types", place, isRequired: true) {
      declarations.types.append(try type(place))
    }
    for place in try items("directives", place) {
      declarations.directives.append(try directive(place))
    }
    return declarations
  }

  private func type(_ place: JSONPlace) throws(GraphQLFault) -> TypeDeclaration {
    let kindText = try text("kind", place)
    guard let kind = SchemaType.Kind(rawValue: kindText) else {
      throw GraphQLFault("'\(kindText.bounded)' is no kind of type", at: .json(place.pointer))
    }
    var type = SchemaType(name: try name(place), kind: kind)
    type.comment = optionalText("description", place)
    var declaration = TypeDeclaration(type: type, place: .json(place.pointer))
    for item in try items("fields", place) {
      let (field, places) = try field(item)
      declaration.type.fields.append(field)
      declaration.fieldPlaces.append(places)
    }
    for item in try items("interfaces", place) {
      declaration.type.interfaces.append(try name(item))
      declaration.interfacePlaces.append(.json(item.pointer))
    }
    // Those of an interface follow from the objects.
    for item in kind == .union ? try items("possibleTypes", place) : [] {
      declaration.type.members.append(try name(item))
      declaration.memberPlaces.append(.json(item.pointer))
    }
    for item in try items("enumValues", place) {
      declaration.type.values.append(
        SchemaEnumValue(
          name: try name(item), comment: optionalText("description", item),
          deprecation: deprecation(item)))
      declaration.valuePlaces.append(.json(item.pointer))
    }
    for item in try items("inputFields", place) {
      declaration.type.inputs.append(try input(item))
      declaration.inputPlaces.append(.json(item.pointer))
    }
    declaration.type.isOneOf = flag("isOneOf", place)
    return declaration
  }

  private func field(
    _ place: JSONPlace
  ) throws(GraphQLFault) -> (SchemaField, FieldPlaces) {
    let arguments = try items("args", place)
    var inputs: [SchemaInput] = []
    for argument in arguments { inputs.append(try input(argument)) }
    let field = SchemaField(
      name: try name(place), comment: optionalText("description", place), arguments: inputs,
      type: try reference(place), deprecation: deprecation(place))
    let places = FieldPlaces(
      field: .json(place.pointer), arguments: arguments.map { .json($0.pointer) })
    return (field, places)
  }

  private func input(_ place: JSONPlace) throws(GraphQLFault) -> SchemaInput {
    var value: GraphQLValue?
    if let text = optionalText("defaultValue", place) {
      do throws(GraphQLFault) {
        value = try Parser.constant(Array(text.utf8), limits)
      } catch {
        throw GraphQLFault(
          "the default value: \(error.message)", at: .json(place.pointer + "/defaultValue"))
      }
    }
    return SchemaInput(
      name: try name(place), comment: optionalText("description", place),
      type: try reference(place), defaultValue: value, deprecation: deprecation(place))
  }

  private func directive(_ place: JSONPlace) throws(GraphQLFault) -> DirectiveDeclaration {
    let arguments = try items("args", place)
    var inputs: [SchemaInput] = []
    for argument in arguments { inputs.append(try input(argument)) }
    var locations: Set<String> = []
    for item in try items("locations", place) { locations.insert(string(item.node) ?? "") }
    let directive = SchemaDirective(
      name: try name(place), arguments: inputs, locations: locations,
      isRepeatable: flag("isRepeatable", place))
    return DirectiveDeclaration(
      directive: directive, place: .json(place.pointer),
      argumentPlaces: arguments.map { .json($0.pointer) })
  }
}
