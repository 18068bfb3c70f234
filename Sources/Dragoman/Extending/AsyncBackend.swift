import Endpoints
import Network

/// A backend in straight-line code: what it waits for, it waits for with `await`.
///
/// ```swift
/// struct Greeter: AsyncBackend {
///   func answer(to call: BackendCall) async throws -> BackendAnswer {
///     var answer = DocumentBuilder()
///     answer.beginObject()
///     answer.append(name: "greeting")
///     answer.append(string: "hello")
///     answer.end()
///     return .document(answer.finish())
///   }
/// }
/// ```
///
/// It runs on the event loop of the client's connection: waiting is fine, blocking is not; what
/// blocks goes to `Blocking.run`. The deadline of the endpoint, or the client's leaving, cancels
/// its task, and what it comes to then is of no interest. A backend that never waits can conform to
/// `Backend` itself and save the task.
public protocol AsyncBackend: Backend {
  /// The answer to a call, before it is shaped. An error that is no `GatewayFailure` counts as a
  /// malformed answer; its text stands in the log.
  func answer(to call: BackendCall) async throws -> BackendAnswer
}

extension AsyncBackend {
  /// Begins a call: a task on the current loop.
  public func begin(
    _ call: BackendCall, slot: Int, receiver: any AnswerReceiver
  ) -> (any OngoingCall)? {
    CallTask(slot, receiver).start(call) { call, _ in try await self.answer(to: call) }
  }
}

/// A backend with the middleware around it.
struct WrappedBackend: Backend {
  let backend: any Backend
  let middleware: any BackendMiddleware
  let label: String

  func begin(
    _ call: BackendCall, slot: Int, receiver: any AnswerReceiver
  ) -> (any OngoingCall)? {
    CallTask(slot, receiver).start(call) { call, task in
      let next = NextBackend(backend: backend, task: task, label: label)
      return try await middleware.answer(to: call, next: next)
    }
  }
}
