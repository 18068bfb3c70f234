import Endpoints
import HTTP
import HTTPBackend
public import Network
import Synchronization
import Upstreams

/// A gateway that runs: event loops, listeners, and the plan that a configuration was compiled
/// into.
///
/// Make one from a configuration (`Gateway.init(_:port:log:)`), and end it with `shutDown`; or have
/// the calling thread serve too, with `run`.
public final class Gateway: Sendable {
  let group: LoopGroup
  let log: Log
  private let options: GatewayOptions
  private let servers: PerLoop<HTTPServer>
  private let clients: BackendClients
  private let states: PerLoop<LoopState>
  /// Where the gateway listens: with port 0 asked for, the port that the system chose.
  public let address: SocketAddress

  /// Starts a gateway. Throws if the address cannot be had, or threads or descriptors are lacking.
  /// Its first loop can be left to the caller, who then has to call `run`.
  public init(
    _ blueprint: Blueprint, _ options: GatewayOptions, log: Log, leavingFirstLoop: Bool = false,
    recorder: CallRecorder? = nil
  ) throws(SystemError) {
    self.options = options
    self.log = log
    let count = options.loops ?? LoopGroup.processorCount
    let sockets = try ListeningSocket.open(options.address, count: count)
    address = sockets[0].address
    let group = try LoopGroup(count: count, leavingFirst: leavingFirstLoop)
    self.group = group
    let clients = BackendClients(group, options, blueprint.keptConnections)
    self.clients = clients
    let discovery = ServiceDiscovery(
      ServiceDiscovery.Settings(
        resolver: options.serviceResolver, interval: options.resolutionInterval,
        report: { log.write($0) }),
      group: group, replace: { clients.replace(on: $0, $1, with: $2) },
      pool: BlockingPool(limit: 4),
      numbers: OriginNumbers(first: blueprint.originCount))
    let states = PerLoop(group) { LoopState(loop: $0, log: log) }
    self.states = states
    let plan = blueprint.plan(with: clients, discovery, log: log, recorder: recorder)
    discovery.start()
    let door = FrontDoor(plan: plan, states: states, log: log)
    servers = PerLoop(group) { HTTPServer(loop: $0, settings: options.server, service: door) }
    let servers = servers
    // Clients who come before a loop turns wait in the kernel's queue.
    for loop in group.loops {
      loop.submit {
        let server = servers.on(loop)
        server.acceptingPaused = { error in
          log.write(.warning, "accepting connections pauses", [("reason", "\(error)")])
        }
        server.listen(on: sockets[loop.index])
      }
    }
  }

  /// Serves on the calling thread, with the loop that was left to it, until one of the signals
  /// comes; `received` hears its number. Then shuts down as `shutDown` does, with the same result.
  public func run(
    until signals: SignalWatch, _ received: @escaping @Sendable (Int32) -> Void
  ) throws(SystemError) -> Bool {
    let outcome = Handover<Result<Bool, SystemError>>()
    let first = group.loops[0]
    first.submit {
      do throws(SystemError) {
        var isDraining = false
        try signals.watch(on: first) { signal in
          guard !isDraining else { return }
          isDraining = true
          received(signal)
          self.drain {
            outcome.put(.success($0))
            first.stop()
          }
        }
      } catch {
        outcome.put(.failure(error))
        first.stop()
      }
    }
    group.runFirst()
    group.stop()
    log.flush()
    return try outcome.take().get()
  }

  /// Stops accepting, lets the requests under way finish (at most `max_shutdown_wait_time`), and
  /// ends the loops. Blocks; returns whether every request was finished (SRV-1).
  @discardableResult
  public func shutDown() -> Bool {
    let ended = Handover<Bool>()
    drain { ended.put($0) }
    let isClean = ended.take()
    group.stop()
    log.flush()
    return isClean
  }

  /// Drains all loops; `done` is called, on one of them, when the last has ended.
  private func drain(_ done: @escaping @Sendable (Bool) -> Void) {
    if case .unix(let path) = address { path.remove() }
    let (servers, clients, states) = (servers, clients, states)
    let drain = GatewayDrain(count: group.loops.count, maxWait: options.maxShutdownWait, done)
    for loop in group.loops {
      loop.submit {
        drain.begin(on: loop, servers.on(loop), clients, states.on(loop).accessLog)
      }
    }
  }

  /// What the loops hold now; for tests and operators.
  public func census() -> [LoopCensus] {
    let (servers, clients) = (servers, clients)
    return group.onEach { loop in
      LoopCensus(
        tasks: loop.taskCount, descriptors: loop.descriptorCount,
        clients: servers.on(loop).connectionCount,
        backendConnections: clients.connectionCount(on: loop))
    }
  }
}

/// What one loop holds.
public struct LoopCensus: Sendable, Equatable {
  /// Tasks that have not ended.
  public var tasks: Int
  /// Descriptors that the loop watches.
  public var descriptors: Int
  /// Clients connected.
  public var clients: Int
  /// Connections to backends, idle or in use.
  public var backendConnections: Int
}
