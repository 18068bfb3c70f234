/// The addresses of the hosts that a loop connects to: a bounded cache over a resolver that works
/// beside the loop. An entry that has passed its age is asked for again in the background and used
/// meanwhile, so only the first connection to a host ever waits for the resolver.
public final class AddressBook {
  /// Called with the addresses, on the loop's thread.
  public typealias Answer = (Result<[SocketAddress], ResolutionFailure>) -> Void

  private struct Entry {
    var addresses: [SocketAddress] = []
    var resolved: Instant?
    var waiting: [Answer] = []
    var isAsking = false
  }

  private let loop: EventLoop
  private let resolver: any Resolver
  private let pool: BlockingPool
  private let ageNanoseconds: Int64
  private let limit: Int
  private var entries: [String: Entry] = [:]

  /// Makes a book. `ageNanoseconds` is the interval of re-resolution; `limit` bounds the number of
  /// hosts.
  public init(
    loop: EventLoop, resolver: any Resolver, pool: BlockingPool,
    ageNanoseconds: Int64 = 30_000_000_000, limit: Int = 1024
  ) {
    self.loop = loop
    self.resolver = resolver
    self.pool = pool
    self.ageNanoseconds = ageNanoseconds
    self.limit = limit
  }

  /// Gives the addresses at once if they are known, else when the resolver has answered.
  public func look(up host: String, _ answer: @escaping Answer) {
    var entry = entries[host] ?? Entry()
    if let resolved = entry.resolved {
      if loop.now >= resolved.advanced(byNanoseconds: ageNanoseconds), !entry.isAsking {
        ask(host, &entry)
        entries[host] = entry
      }
      return answer(.success(entry.addresses))
    }
    entry.waiting.append(answer)
    if !entry.isAsking { ask(host, &entry) }
    makeRoom(for: host)
    entries[host] = entry
  }

  private func ask(_ host: String, _ entry: inout Entry) {
    entry.isAsking = true
    let book = LoopBound(here: self, on: loop)
    let accepted = pool.run { [resolver, loop] in
      let result = Result<[SocketAddress], ResolutionFailure> { () throws(ResolutionFailure) in
        try resolver.addresses(of: host)
      }
      loop.submit { book.get.resolved(host, result) }
    }
    if !accepted {
      let failure = ResolutionFailure(host: host, reason: "too many names wait to be resolved")
      loop.submit { book.get.resolved(host, .failure(failure)) }
    }
  }

  /// A failure keeps the addresses that are known; without any, it is told and not kept.
  private func resolved(_ host: String, _ result: Result<[SocketAddress], ResolutionFailure>) {
    guard var entry = entries[host] else { return }
    let waiting = entry.waiting
    entry.waiting = []
    entry.isAsking = false
    if case .success(let addresses) = result { entry.addresses = addresses }
    if entry.addresses.isEmpty {
      entries[host] = nil
    } else {
      entry.resolved = loop.now
      entries[host] = entry
    }
    for answer in waiting { answer(result) }
  }

  private func makeRoom(for host: String) {
    guard entries[host] == nil, entries.count >= limit else { return }
    let oldest = entries.filter { !$0.value.isAsking }.min {
      ($0.value.resolved?.nanoseconds ?? 0) < ($1.value.resolved?.nanoseconds ?? 0)
    }
    if let oldest { entries[oldest.key] = nil }
  }
}
