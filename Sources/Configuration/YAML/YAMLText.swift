/// Lines and columns as libyaml counts them.
enum YAMLText {
  /// The place behind the last character. libyaml sees one more line break there, and puts what is
  /// missing at the end of a text onto a line that the text does not have.
  static func end(of bytes: ArraySlice<UInt8>) -> SourcePosition {
    var end = SourcePosition(line: 1, column: 1)
    var last: Unicode.Scalar = " "
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let isSecondOfTwo = scalar == "\n" && last == "\r"
      last = scalar
      if isSecondOfTwo { continue }
      if "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar) {
        end = SourcePosition(line: end.line + 1, column: 1)
      } else {
        end.column += 1
      }
    }
    return end
  }
}
