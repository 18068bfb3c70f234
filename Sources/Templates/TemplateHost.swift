/// What templates may ask of the world. The engine itself opens no file and reads no environment.
public protocol TemplateHost {
  /// The value of an environment variable; nil if it is not set.
  func variable(_ name: String) -> String?
  /// The text of a partial, for `include`.
  func partial(_ name: String) throws(TemplateHostError) -> String
  /// What messages call the file of a partial.
  func file(ofPartial name: String) -> String
}

extension TemplateHost {
  /// The partial's own name.
  public func file(ofPartial name: String) -> String { name }
}

/// Why the world does not answer.
public struct TemplateHostError: Error, Sendable {
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// What to write instead.
  public var suggestion: String?

  /// Puts an error together.
  public init(_ message: String, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }
}

/// A world without variables and partials.
public struct EmptyTemplateHost: TemplateHost, Sendable {
  /// A world without anything.
  public init() {}

  /// Never set.
  public func variable(_ name: String) -> String? { nil }

  /// Never there.
  public func partial(_ name: String) throws(TemplateHostError) -> String {
    throw TemplateHostError("there are no partials")
  }
}
