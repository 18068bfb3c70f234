import Endpoints

/// Stands around the calls to one backend.
///
/// It may answer by itself, send a changed call, try again, or change the answer:
///
/// ```swift
/// struct Retry: BackendMiddleware {
///   func answer(to call: BackendCall, next: NextBackend) async throws -> BackendAnswer {
///     do throws(GatewayFailure) {
///       return try await next(call)
///     } catch {
///       guard error.kind == .connectionLost, call.method.isIdempotent else { throw error }
///       return try await next(call)
///     }
///   }
/// }
/// ```
///
/// It runs on the event loop of the client's connection: waiting is fine, blocking is not. The
/// deadline of the endpoint ends the call whatever the middleware does, and cancels its task.
public protocol BackendMiddleware: Sendable {
  /// The answer to a call, before it is shaped; `next` is the backend without this middleware. An
  /// error that is no `GatewayFailure` counts as a malformed answer; its text stands in the log.
  func answer(to call: BackendCall, next: NextBackend) async throws -> BackendAnswer
}

/// What stands behind a backend middleware: the next one, or the backend itself.
public struct NextBackend {
  let backend: any Backend
  let task: CallTask
  /// The call as the configuration has it: `GET /v1/users/{id}`.
  public let label: String

  /// Makes a call and waits for its outcome.
  public func callAsFunction(_ call: BackendCall) async throws(GatewayFailure) -> BackendAnswer {
    try await task.answer(of: backend, to: call)
  }
}
