/// The addresses of the hosts that a loop connects to: a bounded cache over a resolver that works
/// beside the loop. An entry that has passed its age is asked for again in the background and used
/// meanwhile, so only the first connection to a host ever waits for the resolver.
public final class AddressBook {
  /// Called with the addresses, on the loop's thread.
  public typealias Answer = (Result<[SocketAddress], ResolutionFailure>) -> Void

  /// Names an answer that is waited for.
  public struct Query: Sendable {
    let host: String
    let number: UInt64
  }

  private struct Entry {
    var addresses: [SocketAddress] = []
    var resolved: Instant?
    var waiting: [(number: UInt64, answer: Answer)] = []
    var isAsking = false
  }

  private let loop: EventLoop
  private let resolver: any Resolver
  private let pool: BlockingPool
  private let ageNanoseconds: Int64
  private let limit: Int
  private var entries: [String: Entry] = [:]
  private var lastNumber: UInt64 = 0

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

  /// Gives the addresses at once if they are known, and returns nil; else when the resolver has
  /// answered, until when they can be withdrawn.
  public func look(up host: String, _ answer: @escaping Answer) -> Query? {
    var entry = entries[host] ?? Entry()
    if let resolved = entry.resolved {
      if loop.now >= resolved.advanced(byNanoseconds: ageNanoseconds), !entry.isAsking {
        ask(host, &entry)
        entries[host] = entry
      }
      answer(.success(entry.addresses))
      return nil
    }
    lastNumber += 1
    entry.waiting.append((lastNumber, answer))
    if !entry.isAsking { ask(host, &entry) }
    makeRoom(for: host)
    entries[host] = entry
    return Query(host: host, number: lastNumber)
  }

  /// Forgets who asked: a resolver may never answer. Does nothing once it has.
  public func withdraw(_ query: Query) {
    entries[query.host]?.waiting.removeAll { $0.number == query.number }
  }

  /// How many answers are waited for.
  var waitingCount: Int { entries.values.reduce(0) { $0 + $1.waiting.count } }

  /// How many hosts are kept.
  var hostCount: Int { entries.count }

  /// Whether an answer of the resolver is due.
  var isAsking: Bool { entries.values.contains { $0.isAsking } }

  private func ask(_ host: String, _ entry: inout Entry) {
    entry.isAsking = true
    let book = LoopBound(here: self, on: loop)
    let accepted = pool.run { [resolver, loop] in
      let result = Result<[SocketAddress], ResolutionFailure> { () throws(ResolutionFailure) in
        let addresses = try resolver.addresses(of: host)
        guard !addresses.isEmpty else {
          throw ResolutionFailure(host: host, reason: "no address")
        }
        return addresses
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
    for (_, answer) in waiting { answer(result) }
  }

  private func makeRoom(for host: String) {
    guard entries[host] == nil, entries.count >= limit else { return }
    let oldest = entries.filter { !$0.value.isAsking }.min {
      ($0.value.resolved?.nanoseconds ?? 0) < ($1.value.resolved?.nanoseconds ?? 0)
    }
    if let oldest { entries[oldest.key] = nil }
  }
}
