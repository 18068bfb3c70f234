/// A JSON value with references in its texts: what the body of a call is made by.
public indirect enum JSONTemplate: Sendable {
  /// A value without references, as JSON text.
  case constant([UInt8])
  /// A text: one reference alone stands for the value itself, whatever it is; among other text it
  /// stands for its text.
  case text(TextTemplate)
  /// A list.
  case list([JSONTemplate])
  /// An object: names, which hold no references, and values.
  case object([(name: [UInt8], value: JSONTemplate)])

  /// The deepest template.
  public static let depthLimit = 64

  /// The references in it.
  public var references: [Reference] {
    switch self {
    case .constant: []
    case .text(let template): template.references
    case .list(let items): items.flatMap(\.references)
    case .object(let members): members.flatMap(\.value.references)
    }
  }
}
