/// What a gateway would do with a request: the plan that `run` walks, put into words. Made by
/// `Blueprint.explain`.
public struct Explanation: Sendable {
  /// What the router says.
  public enum Outcome: Sendable {
    /// An endpoint serves it.
    case endpoint(EndpointDescription)
    /// The gateway answers by itself.
    case service(String)
    /// A slip of a path that exists: status and `Location`.
    case redirect(status: Int, location: String)
    /// An OPTIONS request that the gateway answers: the value of `Allow`.
    case options(allow: String)
    /// 405: the value of `Allow`.
    case methodNotAllowed(allow: String)
    /// 400, and why.
    case badRequest(String)
    /// 404, and the endpoints that come nearest.
    case notFound(nearest: [String])
  }

  /// The method of the request.
  public var method: String
  /// Its target.
  public var target: String
  /// What the router says.
  public var outcome: Outcome
}

/// A name with its value.
public struct NamedValue: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The value; of a secret only dots.
  public var value: String

  /// Puts a name and a value together.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// An endpoint, as far as one request concerns it.
public struct EndpointDescription: Sendable {
  /// `GET /users/{id}`.
  public var name: String
  /// The line of the configuration where its path stands.
  public var line: Int
  /// The values of its placeholders.
  public var parameters: [NamedValue]
  /// How long everything may take, in nanoseconds.
  public var timeout: Int64
  /// How long the calls may take, in nanoseconds.
  public var callTimeout: Int64
  /// Whether the calls are made one after another.
  public var isSequential: Bool
  /// How often each call is made at once.
  public var concurrentCalls: Int
  /// The calls whose answers count.
  public var calls: [CallDescription]
  /// The calls whose answers nobody sees.
  public var shadows: [CallDescription]
  /// How the answers become one, step by step.
  public var merge: [String]
  /// The names of the encodings of the answer; more than one where `Accept` decides.
  public var encodings: [String]
  /// Whether the one backend's answer passes as it is.
  public var passesThrough: Bool
}

/// A call that would be made.
public struct CallDescription: Sendable {
  /// The method.
  public var method: String
  /// The URL on each host that takes its turn; references that have no value yet in braces.
  public var urls: [String]
  /// The fields that are sent, but for `Host` and what frames the content.
  public var fields: [NamedValue]
  /// Where the body comes from.
  public var bodyRule: String
  /// The body that a template makes.
  public var body: String?
  /// Why no call can be made of this request.
  public var refusal: String?
  /// How the answer is read.
  public var decoder: String
  /// What a status other than success does.
  public var failureRule: String
  /// What happens to the answer, in order.
  public var shaping: [String]
}
