/// Where directives may be applied (§3.13).
enum DirectivePlaces {
  static let executable: Set<String> = [
    "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD",
    "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
  ]

  static let all = executable.union([
    "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION",
    "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
  ])

  /// The place of an operation.
  static func place(of kind: OperationKind) -> String {
    switch kind {
    case .query: "QUERY"
    case .mutation: "MUTATION"
    case .subscription: "SUBSCRIPTION"
    }
  }
}
