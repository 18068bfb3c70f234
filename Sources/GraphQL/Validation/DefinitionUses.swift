/// What an operation or a fragment takes from elsewhere.
struct DefinitionUses {
  /// A variable where it is used.
  struct Variable {
    let name: String
    let location: DocumentLocation
    /// What is expected there, if that is known.
    let type: TypeReference?
    /// Whether there is a value for it where none is given.
    let hasDefault: Bool
    /// The input object of which it is the one field (§5.8.5 for `@oneOf`).
    let oneOf: String?
  }

  var variables: [Variable] = []
}
