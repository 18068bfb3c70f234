/// Why a request cannot be turned into a call: the client's fault, answered with 400.
public enum CallRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// A value would make a segment of the backend's path `.` or `..`, and the backend would leave
  /// the place that the configuration names.
  case dotSegment
  /// `Connection` names more fields than anybody needs (the limit is
  /// `HeaderSelection.connectionOptionLimit`).
  case tooManyConnectionOptions
  /// The rendered target is no valid one. Cannot happen with a compiled template.
  case invalidTarget
  /// What a reference names is not there, and nothing stands in for it.
  case missingValue(String)
  /// A value would end the field that it is to stand in.
  case invalidFieldValue(String)
  /// Values make the call larger than a limit.
  case tooLong
  /// The client's content is not what the call is made of: why.
  case unusableContent(String)
  /// A value does not fit the field of a message that it is for: where, and why.
  case invalidValue(field: String, reason: String)

  /// For the log.
  public var description: String {
    switch self {
    case .dotSegment: "dotSegment"
    case .tooManyConnectionOptions: "tooManyConnectionOptions"
    case .invalidTarget: "invalidTarget"
    case .missingValue(let name): "missingValue(\"\(name)\")"
    case .invalidFieldValue(let name): "invalidFieldValue(\"\(name)\")"
    case .tooLong: "tooLong"
    case .unusableContent(let reason): reason
    case .invalidValue(let field, let reason): field.isEmpty ? reason : "\(field): \(reason)"
    }
  }

  /// What kind of failure it is. The reference knows no better of content than 500 (GQL-6).
  var kind: GatewayFailure.Kind {
    if case .unusableContent = self { return .unusableContent }
    return .badRequestContent
  }

  /// What the client may hear: it speaks of the client's own values alone.
  public var explanation: String? {
    switch self {
    case .invalidValue, .unusableContent: description
    default: nil
    }
  }
}
