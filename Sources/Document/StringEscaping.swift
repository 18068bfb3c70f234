/// Which bytes of a string are escaped beyond what RFC 8259 §7 demands.
public enum StringEscaping: Sendable {
  /// None; what is no UTF-8 becomes the three bytes of U+FFFD.
  case minimal
  /// What Go's `encoding/json` escapes (REN-1): `<`, `>`, `&`, U+2028, U+2029, and the U+FFFD that
  /// stands for what is no UTF-8.
  case html
}
