/// How a reference of Dragoman's own begins, wherever it stands: `{resp0.` or `{input.`. Names of
/// KrakenD's have no dot there.
public enum ReferenceMark {
  /// Whether the text behind an opening brace begins like one.
  public static func begins(_ text: ArraySlice<UInt8>) -> Bool {
    if text.starts(with: input) { return true }
    guard text.starts(with: response) else { return false }
    let rest = text.dropFirst(response.count)
    let digits = rest.prefix(while: ASCII.isDigit)
    return !digits.isEmpty && rest.dropFirst(digits.count).first == ASCII.dot
  }

  private static let input = [UInt8]("input.")
  private static let response = [UInt8]("resp")
}
