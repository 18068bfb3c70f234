/// How much of a text must be JSON.
public enum ScanMode: Sendable {
  /// The whole text is one value with blanks around it, in UTF-8, without half surrogate pairs:
  /// configuration and requests.
  case strict
  /// The first value counts and later bytes are dropped unread; what is no UTF-8, and escaped
  /// halves of surrogate pairs, become U+FFFD (DEC-1, as Go's decoder does): backend answers.
  case firstValue
}
