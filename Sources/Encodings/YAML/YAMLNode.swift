/// A value of a text of YAML, in document order; the values of a container lie behind it.
struct YAMLNode {
  /// What it is.
  enum Kind {
    case object
    case list
    /// A scalar and its text; a key is a scalar too.
    case scalar(YAMLScalar, text: [UInt8])
    /// The value that an anchor before it named.
    case alias(Int)
    /// The key `<<`, plain: its value is merged into the object.
    case merge
  }

  var kind: Kind
  /// The index behind it and everything below it.
  var next: Int
}
