/// A service of the catalog.
public struct ServiceType: Sendable {
  /// Full name without a leading dot: `shop.v1.Orders`.
  public let name: String
  /// The `.proto` file that declares it.
  public let file: String
  /// Its methods, in the order of the file.
  public let methods: [MethodType]

  /// A service as the linker resolved it.
  public init(name: String, file: String, methods: [MethodType]) {
    self.name = name
    self.file = file
    self.methods = methods
  }

  /// The method of a simple name.
  public func method(named name: String) -> MethodType? {
    methods.first { $0.name == name }
  }
}

/// A method of a service.
public struct MethodType: Sendable {
  /// The simple name: `Get`.
  public let name: String
  /// `:path` of its calls: `/shop.v1.Orders/Get`.
  public let path: String
  /// The type of the messages sent.
  public let input: MessageID
  /// The type of the messages received.
  public let output: MessageID
  /// The client sends any number of messages.
  public let isClientStreaming: Bool
  /// The server sends any number of messages.
  public let isServerStreaming: Bool
  /// Whether calling twice does harm.
  public let idempotency: Idempotency
  /// `option (google.api.http)`, as written.
  public let httpRule: HTTPRule?

  /// A method as the linker resolved it.
  public init(
    name: String, path: String, input: MessageID, output: MessageID,
    isClientStreaming: Bool = false, isServerStreaming: Bool = false,
    idempotency: Idempotency = .unknown, httpRule: HTTPRule? = nil
  ) {
    self.name = name
    self.path = path
    self.input = input
    self.output = output
    self.isClientStreaming = isClientStreaming
    self.isServerStreaming = isServerStreaming
    self.idempotency = idempotency
    self.httpRule = httpRule
  }

  /// `option idempotency_level`.
  public enum Idempotency: Sendable {
    case unknown, noSideEffects, idempotent
  }
}

/// `google.api.HttpRule` as it stands in the descriptor, not yet parsed or checked.
public struct HTTPRule: Sendable {
  /// `GET`, `PUT`, `POST`, `DELETE`, `PATCH` or the kind of `custom`, where `*` is any.
  public let method: String
  /// The path template.
  public let path: String
  /// The field that the body is, `*` for the whole message, empty for none.
  public let body: String
  /// The field of the answer that becomes the body, empty for all of it.
  public let responseBody: String
  /// More ways to the same method; they have no bindings of their own.
  public let additionalBindings: [HTTPRule]

  /// A rule as written.
  public init(
    method: String, path: String, body: String = "", responseBody: String = "",
    additionalBindings: [HTTPRule] = []
  ) {
    self.method = method
    self.path = path
    self.body = body
    self.responseBody = responseBody
    self.additionalBindings = additionalBindings
  }
}
