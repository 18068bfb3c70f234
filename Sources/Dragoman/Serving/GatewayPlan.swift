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
    let encoder: AnswerEncoder
    /// `public, max-age=…`, sent with complete answers only (RSP-3).
    let cacheControl: FieldValue?
    /// Whether the client's content is gathered, because it goes to more than one backend (HDR-11).
    let gathersContent: Bool

    init(
      pipeline: EndpointPlan, encoder: AnswerEncoder, cacheControl: FieldValue?,
      gathersContent: Bool
    ) {
      self.pipeline = pipeline
      self.encoder = encoder
      self.cacheControl = cacheControl
      self.gathersContent = gathersContent
    }
  }

  /// What the gateway says without a backend.
  struct Texts: Sendable {
    /// The value of `X-Dragoman` (RSP-1).
    var version: FieldValue
    /// The body of a 404 as JSON, or nil for the plain text (RSP-10).
    var notFound: [UInt8]?
    /// The body of a 405 as JSON, or nil for the plain text (RSP-10).
    var methodNotAllowed: [UInt8]?
    /// Whether clients see the text of errors (RSP-5).
    var returnsErrorMessage: Bool
  }

  let routes: RouteTable
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

  init(
    routes: RouteTable, services: [ServiceEndpoint], endpoints: [Endpoint], texts: Texts,
    clientAddress: ClientAddressRule,
    maxRequestContent: Int, logsAccess: Bool, unloggedPaths: [[UInt8]]
  ) {
    self.routes = routes
    self.services = services
    self.endpoints = endpoints
    self.texts = texts
    self.clientAddress = clientAddress
    self.maxRequestContent = maxRequestContent
    self.logsAccess = logsAccess
    self.unloggedPaths = unloggedPaths
  }
}
