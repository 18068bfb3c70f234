import Endpoints
import HTTP
import HTTPBackend
public import Network
import Synchronization

/// A gateway that runs: event loops, listeners, and the plan that a configuration was compiled
/// into.
///
/// Make one from a configuration (`Gateway.start`), and end it with `shutDown`.
public final class Gateway: Sendable {
  let group: LoopGroup
  let log: Log
  private let options: GatewayOptions
  private let servers: PerLoop<HTTPServer>
  private let clients: PerLoop<HTTPClient>
  private let states: PerLoop<LoopState>
  /// Where the gateway listens: with port 0 asked for, the port that the system chose.
  public let address: SocketAddress

  /// Starts a gateway. Throws if the address cannot be had, or threads or descriptors are lacking.
  public init(
    _ blueprint: Blueprint, _ options: GatewayOptions, log: Log
  ) throws(SystemError) {
    self.options = options
    self.log = log
    let count = options.loops ?? LoopGroup.processorCount
    let sockets = try ListeningSocket.open(options.address, count: count)
    address = sockets[0].address
    let group = try LoopGroup(count: count)
    self.group = group
    let pool = BlockingPool()
    clients = PerLoop(group) { loop in
      HTTPClient(
        loop: loop, settings: options.client,
        addresses: AddressBook(
          loop: loop, resolver: options.resolver, pool: pool,
          ageNanoseconds: options.resolutionInterval))
    }
    let states = PerLoop(group) { LoopState(loop: $0, log: log) }
    self.states = states
    let door = FrontDoor(plan: blueprint.plan(with: clients, log: log), states: states, log: log)
    servers = PerLoop(group) { HTTPServer(loop: $0, settings: options.server, service: door) }
    let servers = servers
    _ = group.onEach { loop in
      let server = servers.on(loop)
      server.acceptingPaused = { error in
        log.write(.warning, "accepting connections pauses", [("reason", "\(error)")])
      }
      server.listen(on: sockets[loop.index])
      return true
    }
  }

  /// Stops accepting, lets the requests under way finish (at most `max_shutdown_wait_time`), and
  /// ends the loops. Blocks; returns whether every request was finished (SRV-1).
  @discardableResult
  public func shutDown() -> Bool {
    let (servers, clients, states) = (servers, clients, states)
    let wait = options.maxShutdownWait
    let drains = group.loops.map { loop in
      let drain = LoopDrain(loop: loop)
      loop.submit { drain.begin(servers.on(loop), clients.on(loop), maxWait: wait) }
      return drain
    }
    let isClean = drains.map { $0.ended.take() }.allSatisfy { $0 }
    _ = group.onEach { loop in
      states.on(loop).accessLog.flush()
      return true
    }
    group.stop()
    log.flush()
    return isClean
  }

  /// What the loops hold now; for tests and operators.
  public func census() -> [LoopCensus] {
    let (servers, clients) = (servers, clients)
    return group.onEach { loop in
      LoopCensus(
        tasks: loop.taskCount, descriptors: loop.descriptorCount,
        clients: servers.on(loop).connectionCount,
        backendConnections: clients.on(loop).connectionCount)
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
