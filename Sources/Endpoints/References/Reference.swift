public import Messages

/// A value that a call refers to, in Dragoman's own language: `{resp0.body.user.id}`,
/// `{input.query.page}`.
/// KrakenD's references (`{resp0_user.id}`) have an underscore where these have a dot.
public struct Reference: Sendable, Hashable {
  /// Where the value comes from.
  public enum Source: Sendable, Hashable {
    /// The status of a step's answer: `resp0.status`.
    case status(step: Int)
    /// The first field of a name in a step's answer: `resp0.header.ETag`.
    case answerField(step: Int, FieldName)
    /// A step's data, as they were shaped, or a value in them: `resp0.body.items[0].id`.
    case data(step: Int, [Step])
    /// A placeholder of the endpoint's path: `input.path.id`.
    case parameter(String)
    /// The first pair of a name in the client's query: `input.query.page`.
    case queryValue([UInt8])
    /// The first field of a name in the client's request: `input.header.X-Tenant`.
    case requestField(FieldName)
    /// The client's content, which is JSON, or a value in it: `input.body.items[0].id`, or as a
    /// pointer (RFC 6901) `input.body/items/0/id`.
    case content([Step])
  }

  /// One step down into a value.
  public enum Step: Sendable, Hashable {
    /// Into the member of an object: `.name`, or `['any name']`.
    case member([UInt8])
    /// Into the item of a list, counted from 0: `[0]`.
    case item(Int)
    /// Into the member of an object, or the item of a list, whichever is there (RFC 6901 §4).
    case pointed([UInt8])
    /// Into each item of a list: `[]`. What comes of it is a list.
    case each
  }

  /// What happens where there is no value.
  public enum Absence: Sendable, Hashable {
    /// The call cannot be made.
    case refuses
    /// What the value was for is left out: `{resp0.body.id?}`.
    case leavesOut
    /// This text stands in: `{resp0.body.id?none}`.
    case means([UInt8])
  }

  /// Where the value comes from.
  public let source: Source
  /// What happens where there is none.
  public let absence: Absence
  /// The reference as it was written, without braces.
  public let text: String

  /// The step whose answer it needs; nil for what the client brings.
  public var step: Int? {
    switch source {
    case .status(let step), .answerField(let step, _), .data(let step, _): step
    case .parameter, .queryValue, .requestField, .content: nil
    }
  }

  /// Whether it needs the client's content.
  public var needsContent: Bool {
    guard case .content = source else { return false }
    return true
  }

  /// Whether it stands for a list, each of whose items counts by itself.
  public var isList: Bool {
    switch source {
    case .data(_, let path), .content(let path): path.contains(.each)
    default: false
    }
  }
}
