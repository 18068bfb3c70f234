/// Why a message cannot be turned into JSON, or JSON into a message, and at which field.
public struct TranscodeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Hashable, Sendable, CaseIterable {
    /// The wire format ends inside a field.
    case truncated
    /// Bytes that are no wire format: a bad tag, an endless varint, a group that ends as another.
    case malformedWire
    /// The text is no JSON.
    case malformedJSON
    /// A string that is no UTF-8.
    case notUTF8
    /// Messages, lists or objects nested too deeply.
    case tooDeep
    /// The output grows beyond its limit.
    case tooLarge
    /// The message has no such field.
    case unknownField
    /// The same field or key twice.
    case duplicateField
    /// Two members of one oneof.
    case oneofConflict
    /// JSON of another kind than the field takes.
    case wrongType
    /// A number that does not fit the field.
    case outOfRange
    /// A text that does not mean what the field takes.
    case invalidValue
    /// A name that the enumeration does not have.
    case unknownEnumValue
    /// An `Any` whose type is not in the catalog.
    case unknownMessageType
    /// `null` where a value has to be.
    case unexpectedNull
    /// A field that no text can fill: a list of messages, a map, a message that is no text.
    case unassignable
  }

  /// What is wrong.
  public let reason: Reason
  /// The field, such as `items[3].labels.colour`; empty for the message as a whole.
  public let path: String
  /// What was expected, or found, in a few words; may be empty.
  public let detail: String

  /// An error at a field.
  public init(_ reason: Reason, at path: String = "", _ detail: String = "") {
    self.reason = reason
    self.path = path
    self.detail = detail
  }

  /// One sentence for a client or a log.
  public var description: String {
    let place = path.isEmpty ? "" : "\(path): "
    return place + reason.text + (detail.isEmpty ? "" : " (\(detail))")
  }

  /// The same error, seen from a message around the one it was found in.
  func inside(_ prefix: String) -> TranscodeError {
    let separator = path.isEmpty || path.hasPrefix("[") || prefix.isEmpty ? "" : "."
    return TranscodeError(reason, at: prefix + separator + path, detail)
  }
}

extension TranscodeError.Reason {
  /// The reason in words.
  var text: String {
    switch self {
    case .truncated: "the message ends inside a field"
    case .malformedWire: "the message is not in protobuf's wire format"
    case .malformedJSON: "the text is no JSON"
    case .notUTF8: "a string is not UTF-8"
    case .tooDeep: "values are nested too deeply"
    case .tooLarge: "the message is too large"
    case .unknownField: "the message has no such field"
    case .duplicateField: "the field is there twice"
    case .oneofConflict: "another field of the same oneof is set already"
    case .wrongType: "the value is of the wrong kind"
    case .outOfRange: "the number is out of range"
    case .invalidValue: "the value is not valid"
    case .unknownEnumValue: "the enumeration has no such value"
    case .unknownMessageType: "the type is not in the catalog"
    case .unexpectedNull: "null is not allowed here"
    case .unassignable: "the field cannot be given as text"
    }
  }
}
