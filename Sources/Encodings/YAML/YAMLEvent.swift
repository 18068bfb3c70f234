/// What libyaml finds in a text, one after the other.
public struct YAMLEvent: Sendable {
  /// What it is; texts are UTF-8.
  public enum Kind: Sendable {
    /// The text begins.
    case streamStart
    /// A document begins.
    case documentStart
    /// A document ends.
    case documentEnd
    /// The text ends.
    case streamEnd
    /// A scalar; a plain one is not quoted.
    case scalar(text: [UInt8], isPlain: Bool)
    /// A list begins.
    case listStart
    /// A list ends.
    case listEnd
    /// An object begins.
    case objectStart
    /// An object ends.
    case objectEnd
    /// A repetition of the value with this anchor.
    case alias([UInt8])
  }

  /// What it is.
  public var kind: Kind
  /// Line and column where it begins, from 1.
  public var position: YAMLPosition
  /// The name by which aliases repeat the value.
  public var anchor: [UInt8]?
  /// The type that the text gives the value.
  public var tag: [UInt8]?
}

/// A place in a text of YAML.
public struct YAMLPosition: Sendable, Equatable {
  /// The line, from 1.
  public var line: Int
  /// The character in the line, from 1.
  public var column: Int
}
