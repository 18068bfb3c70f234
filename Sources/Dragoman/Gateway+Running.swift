import Configuration
import Network
import Synchronization

// The short way: a configuration that was loaded, to a gateway that serves.
extension Gateway {
  /// Starts a gateway on threads of its own: the caller goes on, and ends it with `shutDown`.
  ///
  /// `port` takes the place of the configuration's; 0 lets the system choose, and `address` tells
  /// what it chose. Without a log of your own the configuration decides (`telemetry/logging`).
  /// Throws `ConfigurationError`, or `SystemError` if the address cannot be had.
  public convenience init(
    _ loaded: LoadedConfiguration, port: UInt16? = nil, log: Log? = nil
  ) throws {
    try self.init(loaded, port: port, log: log, leavingFirstLoop: false)
  }

  private convenience init(
    _ loaded: LoadedConfiguration, port: UInt16?, log: Log?, leavingFirstLoop: Bool
  ) throws {
    guard let blueprint = loaded.blueprint, let configuration = loaded.configuration,
      let options = GatewayOptions(configuration, port: port)
    else { throw ConfigurationError(diagnostics: loaded.diagnostics) }
    let log = log ?? Log(configuration.logging)
    log.write(loaded.diagnostics)
    try self.init(blueprint, options, log: log, leavingFirstLoop: leavingFirstLoop)
    log.write(
      .info, "listening",
      [
        ("address", "\(address)"), ("endpoints", "\(configuration.endpoints.count)"),
        ("version", Version.number),
      ])
  }

  /// The port that the gateway listens on.
  public var port: UInt16 { address.port }

  /// Serves until the process gets SIGINT or SIGTERM, then lets the requests under way finish;
  /// whether all of them did (SRV-1). The calling thread serves too.
  ///
  /// Call it before other threads are made: the signals are blocked for them. `started` hears of
  /// the gateway when it listens.
  @discardableResult
  public static func serve(
    _ loaded: LoadedConfiguration, port: UInt16? = nil, log: Log? = nil,
    started: (Gateway) -> Void = { _ in }
  ) throws -> Bool {
    let signals = try SignalWatch()
    let gateway = try Gateway(loaded, port: port, log: log, leavingFirstLoop: true)
    started(gateway)
    let isClean = try gateway.run(until: signals) { [log = gateway.log] signal in
      log.write(.info, "shutting down", [("signal", "\(signal)")])
    }
    if !isClean {
      gateway.log.write(.warning, "requests were broken off: max_shutdown_wait_time is over")
    }
    gateway.log.flush()
    return isClean
  }

  /// Serves until the calling task is cancelled, then shuts down as `shutDown` does, with the same
  /// result: for programs that run the gateway beside other things.
  @discardableResult
  public func runUntilCancelled() async -> Bool {
    let end = CancellationEnd()
    await withTaskCancellationHandler {
      await withCheckedContinuation { end.wait($0) }
    } onCancel: {
      end.cancel()
    }
    return await withCheckedContinuation { continuation in
      // Shutting down waits for threads, which no task of a loop or of the caller's may do.
      let accepted = BlockingPool().run { continuation.resume(returning: self.shutDown()) }
      if !accepted { continuation.resume(returning: self.shutDown()) }
    }
  }
}

/// Resumes a continuation when a task is cancelled, be it before or after it waits.
private final class CancellationEnd: Sendable {
  private enum State {
    case running
    case waiting(CheckedContinuation<Void, Never>)
    case cancelled
  }

  private let state = Mutex(State.running)

  func wait(_ continuation: CheckedContinuation<Void, Never>) {
    let isOver = state.withLock { state in
      if case .cancelled = state { return true }
      state = .waiting(continuation)
      return false
    }
    if isOver { continuation.resume() }
  }

  func cancel() {
    let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
      defer { state = .cancelled }
      if case .waiting(let continuation) = state { return continuation }
      return nil
    }
    waiting?.resume()
  }
}
