/// What every schema has without saying it (§3.5, §3.13, §4).
enum BuiltInTypes {
  /// Types of introspection, scalars and directives; read once.
  static let declarations: SchemaDeclarations = {
    do throws(GraphQLFault) {
      var parser = try Parser(Array(text.utf8), .schema)
      return try parser.schemaDocument()
    } catch {
      // A test reads it; without it nothing is built in.
      return SchemaDeclarations()
    }
  }()

  /// A schema of nothing else: what is known where there is no schema.
  static let schemaOfNothing: GraphQLSchema = {
    var types: [String: SchemaType] = [:]
    var directives: [String: SchemaDirective] = [:]
    for declaration in declarations.types {
      var type = declaration.type
      type.index()
      types[type.name] = type
    }
    for declaration in declarations.directives {
      directives[declaration.directive.name] = declaration.directive
    }
    return GraphQLSchema(types: types, directives: directives, roots: [:])
  }()

  static let scalars: Set<String> = ["Int", "Float", "String", "Boolean", "ID"]

  static let typename = field("__typename", .nonNull(.named("String")))
  static let schema = field("__schema", .nonNull(.named("__Schema")))
  static let type = field(
    "__type", .named("__Type"),
    [
      SchemaInput(
        name: "name", comment: nil, type: .nonNull(.named("String")), defaultValue: nil,
        deprecation: nil)
    ])

  private static func field(
    _ name: String, _ type: TypeReference, _ arguments: [SchemaInput] = []
  ) -> SchemaField {
    SchemaField(name: name, comment: nil, arguments: arguments, type: type, deprecation: nil)
  }

  private static let text = """
    scalar Int scalar Float scalar String scalar Boolean scalar ID

    directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
    directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
    directive @deprecated(reason: String! = "No longer supported") on
      FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
    directive @specifiedBy(url: String!) on SCALAR
    directive @oneOf on INPUT_OBJECT

    type __Schema {
      description: String
      types: [__Type!]!
      queryType: __Type!
      mutationType: __Type
      subscriptionType: __Type
      directives: [__Directive!]!
    }
    type __Type {
      kind: __TypeKind!
      name: String
      description: String
      specifiedByURL: String
      fields(includeDeprecated: Boolean! = false): [__Field!]
      interfaces: [__Type!]
      possibleTypes: [__Type!]
      enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
      inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
      ofType: __Type
      isOneOf: Boolean
    }
    enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
    type __Field {
      name: String!
      description: String
      args(includeDeprecated: Boolean! = false): [__InputValue!]!
      type: __Type!
      isDeprecated: Boolean!
      deprecationReason: String
    }
    type __InputValue {
      name: String!
      description: String
      type: __Type!
      defaultValue: String
      isDeprecated: Boolean!
      deprecationReason: String
    }
    type __EnumValue {
      name: String!
      description: String
      isDeprecated: Boolean!
      deprecationReason: String
    }
    type __Directive {
      name: String!
      description: String
      isRepeatable: Boolean!
      locations: [__DirectiveLocation!]!
      args(includeDeprecated: Boolean! = false): [__InputValue!]!
    }
    enum __DirectiveLocation {
      QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT
      VARIABLE_DEFINITION SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE
      UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION
    }
    """
}
