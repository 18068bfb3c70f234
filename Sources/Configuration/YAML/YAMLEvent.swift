/// What libyaml finds in a text, one after the other.
struct YAMLEvent {
  enum Kind {
    case streamStart
    case documentStart
    case documentEnd
    case streamEnd
    case scalar(text: String, isPlain: Bool)
    case listStart
    case listEnd
    case objectStart
    case objectEnd
    /// A repetition of the value with this anchor.
    case alias(String)
  }

  var kind: Kind
  var position: SourcePosition
  var anchor: String?
  var tag: String?
}
