import CShims
import Glibc

/// A thread of the system.
public final class Thread: Sendable {
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let handle: pthread_t

  /// Starts a thread.
  public init(name: String, _ run: @escaping @Sendable () -> Void) throws(SystemError) {
    var handle = pthread_t()
    let body = Unmanaged.passRetained(Body(run))
    let code = pthread_create(
      &handle, nil,
      { argument in
        // The argument is the retained body of this very call: never nil.
        if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, body.toOpaque())
    guard code == 0 else {
      body.release()
      throw SystemError(call: "pthread_create", code: code)
    }
    dragoman_name_thread(handle, name)
    self.handle = handle
  }

  /// Lets it go: nobody will wait for its end. At most one of `detach` and `join`, once.
  public func detach() { pthread_detach(handle) }

  /// Waits for its end.
  public func join() { pthread_join(handle, nil) }
}
