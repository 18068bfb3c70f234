/// What a call gets beside what the client sent, as texts with references in them (Dragoman's own).
public struct RequestConfiguration: Sendable {
  /// A text with its place.
  public struct Text: Sendable {
    /// The text as written.
    public var text: String
    /// Where it stands.
    public var location: SourceLocation
  }

  /// A text under a name.
  public struct Named: Sendable {
    /// The name.
    public var name: String
    /// The text of the value.
    public var value: Text
  }

  /// A JSON value with texts in it.
  public indirect enum Body: Sendable {
    /// A value without texts, as JSON.
    case constant([UInt8])
    /// A text.
    case text(Text)
    /// A list.
    case list([Body])
    /// An object, its members in the order of the file.
    case object([(name: String, value: Body)])
  }

  /// The fields, in the order of the file.
  public var headers: [Named]
  /// The query parameters, in the order of the file.
  public var query: [Named]
  /// The body; nil leaves the client's.
  public var body: Body?
}
