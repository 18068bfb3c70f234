/// What is wrong with the definition of a call: found when it is compiled, never when serving.
public enum CallDefinitionError: Error, Sendable, Equatable {
  /// A `%` without two hexadecimal digits in the path of `url_pattern`, at this offset in bytes.
  case malformedEscape(offset: Int)
  /// A control character in `url_pattern`, at this offset in bytes.
  case controlCharacter(offset: Int)
  /// A name in a list of headers that is no token (RFC 9110 §5.1).
  case invalidHeaderName(String)
  /// A reference in `url_pattern` that is none.
  case invalidReference(TextTemplate.Mistake)
  /// A reference in the path of `url_pattern` that may come to nothing: a path that lacks a part
  /// leads elsewhere.
  case omissionInPath(String)
}
