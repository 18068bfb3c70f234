import Endpoints
import Messages
import Routing
import Shaping

/// Everything that can be known before the first request: what a configuration was compiled into.
/// Immutable; a reload makes a new one and swaps the reference.
final class GatewayPlan: Sendable {
  /// One endpoint with what the front door needs beside the pipeline's part.
  final class Endpoint: Sendable {
    let pipeline: EndpointPlan
    /// How answers are written; more than one where the client chooses (REN-6).
    private let forms: [Form]
    /// Whether the client's content is gathered, because it goes to more than one backend (HDR-11).
    let gathersContent: Bool
    /// What stands around the pipeline, the outermost first.
    let middleware: [any EndpointMiddleware]
    /// What its clients hear of failures.
    let failures: FailureContract

    init(
      pipeline: EndpointPlan, output: OutputForms, cacheControl: FieldValue?,
      gathersContent: Bool, middleware: [any EndpointMiddleware], failures: FailureContract,
      texts: Texts
    ) {
      self.middleware = middleware
      self.pipeline = pipeline
      self.failures = failures
      let encoders = output.encoders
      forms = encoders.map { Form($0, cacheControl, texts, isOneOfSeveral: encoders.count > 1) }
      self.gathersContent = gathersContent
    }

    /// How the answer to a request is written.
    func form(for request: RequestHead) -> Form {
      forms.count == 1 ? forms[0] : forms[AcceptedForm(request.fields).rawValue]
    }
  }

  /// An encoder with the heads of its answers.
  final class Form: Sendable {
    let encoder: AnswerEncoder
    /// The head of a complete answer: the gateway's fields, the type, and `Cache-Control` (RSP-3).
    let complete: HeaderFields
    /// The head of any other answer with data.
    let incomplete: HeaderFields

    /// `Vary: Accept`.
    private static let varies = FieldName("Vary").flatMap { name in
      FieldValue("Accept").map { (name: name, value: $0) }
    }

    /// What the client chose by `Accept` says so to caches (RFC 9110 §12.5.5).
    init(
      _ encoder: AnswerEncoder, _ cacheControl: FieldValue?, _ texts: Texts, isOneOfSeveral: Bool
    ) {
      self.encoder = encoder
      var complete = texts.complete
      encoder.appendType(to: &complete)
      if isOneOfSeveral { Form.varies.map { complete.append($0.name, $0.value) } }
      if let cacheControl { complete.append(.cacheControl, cacheControl) }
      self.complete = complete
      var incomplete = texts.incomplete
      encoder.appendType(to: &incomplete)
      if isOneOfSeveral { Form.varies.map { incomplete.append($0.name, $0.value) } }
      self.incomplete = incomplete
    }
  }

  /// What the gateway says without a backend.
  struct Texts: Sendable {
    /// The value of `X-Dragoman` (RSP-1).
    let version: FieldValue
    /// `X-Dragoman` alone.
    let signature: HeaderFields
    /// `X-Dragoman` and `X-Krakend-Completed: true`: what every complete answer carries (RSP-2).
    let complete: HeaderFields
    /// The same for all others.
    let incomplete: HeaderFields
    /// The body of a 404 as JSON, or nil for the plain text (RSP-10).
    let notFound: [UInt8]?
    /// The body of a 405 as JSON, or nil for the plain text (RSP-10).
    let methodNotAllowed: [UInt8]?
    /// Whether clients see the text of errors (RSP-5).
    let returnsErrorMessage: Bool
    /// What clients hear of failures that belong to no endpoint.
    let failures: FailureContract

    init(
      version: FieldValue, notFound: [UInt8]?, methodNotAllowed: [UInt8]?,
      returnsErrorMessage: Bool, failures: FailureContract = .krakend
    ) {
      self.failures = failures
      self.version = version
      self.notFound = notFound
      self.methodNotAllowed = methodNotAllowed
      self.returnsErrorMessage = returnsErrorMessage
      var signature = HeaderFields()
      signature.append(.xDragoman, version)
      self.signature = signature
      complete = Texts.fields(version, isComplete: true)
      incomplete = Texts.fields(version, isComplete: false)
    }

    private static func fields(_ version: FieldValue, isComplete: Bool) -> HeaderFields {
      var fields = HeaderFields()
      fields.append(.xDragoman, version)
      fields.append(.xKrakendCompleted, isComplete ? "true" : "false")
      return fields
    }
  }

  let routes: RouteTable
  /// What annotations made of methods; nil without any.
  let exposed: ExposedMethods?
  /// Whether OPTIONS is answered by the gateway (RSP-11).
  let answersOptions: Bool
  /// How many of the endpoints have a route; those behind are exposed methods.
  let writtenCount: Int
  /// They have the first routes, the endpoints those behind.
  let services: [ServiceEndpoint]
  let endpoints: [Endpoint]
  let texts: Texts
  let clientAddress: ClientAddressRule
  /// How large a request's content may be where it is gathered, in bytes.
  let maxRequestContent: Int
  /// Whether requests are logged, and which paths are not.
  let logsAccess: Bool
  let unloggedPaths: [[UInt8]]
  /// What stands around everything, the outermost first.
  let middleware: [any RequestMiddleware]

  init(
    routes: RouteTable, exposed: ExposedMethods? = nil, answersOptions: Bool = false,
    writtenCount: Int = 0,
    services: [ServiceEndpoint], endpoints: [Endpoint], texts: Texts,
    clientAddress: ClientAddressRule,
    maxRequestContent: Int, logsAccess: Bool, unloggedPaths: [[UInt8]],
    middleware: [any RequestMiddleware]
  ) {
    self.middleware = middleware
    self.routes = routes
    self.exposed = exposed
    self.answersOptions = answersOptions
    self.writtenCount = writtenCount
    self.services = services
    self.endpoints = endpoints
    self.texts = texts
    self.clientAddress = clientAddress
    self.maxRequestContent = maxRequestContent
    self.logsAccess = logsAccess
    self.unloggedPaths = unloggedPaths
  }
}
