public import HTTP
public import Network
import Synchronization

/// Finds the servers of services, for all backends and loops of a gateway together (LB-2): each
/// name is looked up once at the start and then at an interval, beside the loops.
public final class ServiceDiscovery: Sendable {
  /// What all services have in common.
  public struct Settings: Sendable {
    /// Who is asked.
    public var resolver: any ServiceResolver
    /// How long an answer is used before it is asked for again, in nanoseconds.
    public var interval: Int64
    /// How long the start waits for the first answers, in milliseconds.
    public var startWait: Int
    /// Hears what happens.
    public var report: @Sendable (ServiceEvent) -> Void

    /// Puts settings together.
    public init(
      resolver: any ServiceResolver, interval: Int64, startWait: Int = 5000,
      report: @escaping @Sendable (ServiceEvent) -> Void
    ) {
      self.resolver = resolver
      self.interval = interval
      self.startWait = startWait
      self.report = report
    }
  }

  /// Makes the clients of a loop, on it, let go of servers that are gone, and take those that came.
  public typealias Replacement =
    @Sendable (EventLoop, _ gone: [Origin], _ arrived: [Origin]) -> Void

  private let group: LoopGroup
  private let replace: Replacement
  private let pool: BlockingPool
  private let settings: Settings
  private let numbers: OriginNumbers
  private let publications = Mutex<[DiscoveredService.Key: [ServicePublication]]>([:])

  /// Makes a discovery; `numbers` are free in the loops' lists of pools.
  public init(
    _ settings: Settings, group: LoopGroup, replace: @escaping Replacement,
    pool: BlockingPool, numbers: OriginNumbers
  ) {
    self.settings = settings
    self.group = group
    self.replace = replace
    self.pool = pool
    self.numbers = numbers
  }

  /// The hosts of a service, which are there once `start` has been called.
  public func hosts(of service: DiscoveredService) -> HostSource {
    let hosts = PerLoop(group) { _ in DiscoveredHosts() }
    let publication = ServicePublication(service: service, hosts: hosts)
    publications.withLock { $0[service.key, default: []].append(publication) }
    return .discovered(hosts)
  }

  /// Looks up all services at once and waits for the answers, but not for long; then keeps on
  /// looking. Whatever is given to a loop afterwards finds the hosts there. Blocks.
  public func start() {
    let services = publications.withLock { $0 }.sorted { $0.key < $1.key }
    let lookups = services.map { (name: $0.key.name, answer: ask($0.key.name)) }
    let deadline = Instant.now().advanced(byNanoseconds: Int64(settings.startWait) * 1_000_000)
    for (lookup, service) in zip(lookups, services) {
      let left = max(0, deadline.nanoseconds - Instant.now().nanoseconds) / 1_000_000
      let result = lookup.answer.take(milliseconds: Int32(clamping: left))
      begin(service.value, result ?? .failure(ServiceDiscovery.late(lookup.name)))
    }
  }

  private static func late(_ name: String) -> ResolutionFailure {
    ResolutionFailure(host: name, reason: "no answer in time for the start")
  }

  private func ask(_ name: String) -> Handover<ServiceLookup.Answer> {
    let box = Handover<ServiceLookup.Answer>()
    ServiceLookup(name: name, resolver: settings.resolver, pool: pool).run { box.put($0) }
    return box
  }

  /// Puts the first answer where the loops find it, and leaves the rest to the first of them.
  private func begin(_ publications: [ServicePublication], _ first: ServiceLookup.Answer) {
    let name = publications[0].service.name
    let board = ServiceBoard(group: group, replace: replace, publications: publications)
    var roster = ServiceRoster(numbers, for: publications[0].service)
    let isKnown = board.take(first, into: &roster, settings.report)
    let lookup = ServiceLookup(name: name, resolver: settings.resolver, pool: pool)
    let (settings, loop) = (settings, group.loops[0])
    loop.submit { [roster] in
      ServiceWatch(lookup, board, roster, settings, on: loop).begin(isKnown: isKnown)
    }
  }
}
