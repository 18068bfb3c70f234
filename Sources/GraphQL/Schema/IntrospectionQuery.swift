/// The query whose answer `GraphQLSchema.read(introspection:)` reads.
public enum IntrospectionQuery {
  /// For servers of the newest specification.
  public static let full = text(isOneOf: "isOneOf ", deprecated: "(includeDeprecated: true)")

  /// For older servers, which know neither `isOneOf` nor deprecated arguments.
  public static let plain = text(isOneOf: "", deprecated: "")

  private static func text(isOneOf: String, deprecated: String) -> String {
    let depth = 9
    let wrapped =
      String(repeating: "ofType { kind name ", count: depth) + String(repeating: "} ", count: depth)
    return """
      query IntrospectionQuery {
        __schema {
          queryType { name } mutationType { name } subscriptionType { name }
          types { ...Full }
          directives { name description locations args\(deprecated) { ...Input } }
        }
      }
      fragment Full on __Type {
        kind name description \(isOneOf)
        fields(includeDeprecated: true) {
          name description args\(deprecated) { ...Input } type { ...Reference }
          isDeprecated deprecationReason
        }
        inputFields\(deprecated) { ...Input }
        interfaces { ...Reference }
        enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
        possibleTypes { ...Reference }
      }
      fragment Input on __InputValue {
        name description type { ...Reference } defaultValue
      }
      fragment Reference on __Type { kind name \(wrapped)}
      """
  }
}
