/// A value of a configuration, whatever it was written in, with its place in the text.
struct ConfigurationNode: Sendable {
  /// A member of an object.
  struct Member: Sendable {
    var key: String
    /// Where the key stands.
    var position: SourcePosition
    var value: ConfigurationNode
  }

  /// What a value may be.
  enum Value: Sendable {
    case null
    /// A value that could not be read and has its diagnostic: nobody complains about it again.
    case broken
    case boolean(Bool)
    /// A number as the text of a JSON number, exact.
    case number(String)
    case string(String)
    case list([ConfigurationNode])
    case object([Member])
  }

  var value: Value
  var position: SourcePosition

  /// What the value is, for messages.
  var noun: String {
    switch value {
    case .null, .broken: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .list: "a list"
    case .object: "an object"
    }
  }
}
