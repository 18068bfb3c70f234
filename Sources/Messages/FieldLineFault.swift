/// What is wrong with a field line that a peer sent (RFC 9112 §5).
public enum FieldLineFault: Sendable, Equatable {
  /// The line begins with a blank: obsolete folding, or a blank before the first field.
  case startsWithBlank
  /// There is no colon, or nothing before it.
  case missingName
  /// A blank stands between the name and the colon.
  case blankBeforeColon
  /// The name is no token.
  case invalidName
  /// The value holds a control character.
  case invalidValue
  /// The name is longer than 65 535 bytes, or all fields than 4 GiB.
  case tooLong
}
