/// Why a text is no acceptable JSON value, and where.
public struct ScanError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Equatable, CaseIterable {
    /// The text is empty or blank: Go's `EOF` (DEC-1).
    case endOfInput
    /// The text ends inside the value.
    case truncated
    /// No value begins here.
    case expectedValue
    /// No member name begins here.
    case expectedName
    /// No colon behind a member name.
    case expectedColon
    /// Neither a comma nor the closing bracket behind a value.
    case expectedCommaOrEnd
    /// A number against the grammar: `01`, `1.`, `-`, `1e`.
    case malformedNumber
    /// A backslash with something that is no escape behind it.
    case malformedEscape
    /// A control character that a string must escape.
    case controlCharacter
    /// Bytes that are no UTF-8 (strict reading only; else they become U+FFFD).
    case notUTF8
    /// An escaped half of a surrogate pair (strict reading only; else it becomes U+FFFD).
    case loneSurrogate
    /// A byte order mark, which RFC 8259 §8.1 forbids and Go refuses.
    case byteOrderMark
    /// Something other than blanks behind the value (strict reading only).
    case trailingBytes
    /// More open containers than `DocumentLimits.depth`.
    case tooDeep
    /// More bytes than `DocumentLimits.bytes`.
    case tooLarge
    /// More values and member names than `DocumentLimits.nodes`.
    case tooManyNodes
  }

  /// What is wrong.
  public let reason: Reason
  /// The offset in bytes at which it shows. Where bytes were replaced by U+FFFD before, it counts
  /// in the repaired text.
  public let offset: Int

  /// Makes an error.
  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// One line for a log; names no byte of the text.
  public var description: String {
    switch reason {
    case .endOfInput: "EOF"
    case .tooDeep, .tooLarge, .tooManyNodes: "\(reason.text) (at byte \(offset))"
    default: "\(reason.text) at byte \(offset)"
    }
  }
}

extension ScanError.Reason {
  /// The reason in words.
  var text: String {
    switch self {
    case .endOfInput: "EOF"
    case .truncated: "unexpected end of the JSON text"
    case .expectedValue: "a JSON value was expected"
    case .expectedName: "a member name in double quotes was expected"
    case .expectedColon: "a colon was expected behind the member name"
    case .expectedCommaOrEnd: "a comma or the closing bracket was expected"
    case .malformedNumber: "malformed number"
    case .malformedEscape: "malformed escape in a string"
    case .controlCharacter: "control character in a string"
    case .notUTF8: "bytes that are no UTF-8"
    case .loneSurrogate: "half of a surrogate pair"
    case .byteOrderMark: "byte order mark"
    case .trailingBytes: "unexpected bytes behind the JSON value"
    case .tooDeep: "JSON nested too deeply"
    case .tooLarge: "JSON text too large"
    case .tooManyNodes: "too many JSON values"
    }
  }
}
