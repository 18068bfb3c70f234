import SocketTesting
import Synchronization
import Testing

@testable import Network

@Suite("An address book", .timeLimit(.minutes(1)))
struct AddressBookTests {
  @Test("asks once for all who wait for a name, and answers from memory afterwards")
  func oneQuestion() throws {
    let desk = try Desk(age: 1_000_000_000_000)
    let answers = (0..<5).map { _ in desk.look(up: "a") }
    desk.resolver.answer("a", .success([desk.address(1)]))
    for answer in answers { #expect(answer.arrives()?.addresses == [desk.address(1)]) }
    #expect(desk.look(up: "a").arrives()?.addresses == [desk.address(1)])
    #expect(desk.resolver.count(of: "a") == 1)
    desk.stop()
  }

  @Test("tells a failure to all who wait, and asks again for the next")
  func failure() throws {
    let desk = try Desk(age: 1_000_000_000_000)
    let answers = (0..<3).map { _ in desk.look(up: "a") }
    desk.resolver.answer("a", .failure(ResolutionFailure(host: "a", reason: "no such host")))
    for answer in answers { #expect(answer.arrives()?.failure == "lookup a: no such host") }
    let next = desk.look(up: "a")
    desk.resolver.answer("a", .success([desk.address(2)]))
    #expect(next.arrives()?.addresses == [desk.address(2)])
    desk.stop()
  }

  @Test("takes an answer without addresses for a failure")
  func nothing() throws {
    let desk = try Desk(age: 1)
    let answer = desk.look(up: "a")
    desk.resolver.answer("a", .success([]))
    #expect(answer.arrives()?.failure == "lookup a: no address")
    desk.stop()
  }

  @Test("asks again in the background when an address is old, and uses the old one meanwhile")
  func reResolution() throws {
    let desk = try Desk(age: 1)
    let first = desk.look(up: "a")
    desk.resolver.answer("a", .success([desk.address(1)]))
    #expect(first.arrives()?.addresses == [desk.address(1)])
    // This one finds the entry old: it starts the question and is answered before it.
    #expect(desk.look(up: "a").arrives()?.addresses == [desk.address(1)])
    desk.resolver.answer("a", .failure(ResolutionFailure(host: "a", reason: "down")))
    #expect(eventually { !desk.isAsking })
    #expect(desk.look(up: "a").arrives()?.addresses == [desk.address(1)])
    desk.resolver.answer("a", .success([desk.address(2)]))
    #expect(eventually { desk.look(up: "a").arrives()?.addresses == [desk.address(2)] })
    desk.resolver.answerAll()
    desk.stop()
  }

  @Test("forgets those who withdraw from a resolver that never answers, and serves other names")
  func neverAnswers() throws {
    let desk = try Desk(age: 1_000_000_000_000)
    for _ in 0..<1000 { desk.lookAndWithdraw("dead") }
    #expect(desk.waitingCount == 0)
    let other = desk.look(up: "alive")
    desk.resolver.answer("alive", .success([desk.address(3)]))
    #expect(other.arrives()?.addresses == [desk.address(3)])
    #expect(desk.resolver.count(of: "dead") == 1)
    desk.resolver.answerAll()
    desk.stop()
  }

  @Test("keeps no more hosts than its limit")
  func limit() throws {
    let desk = try Desk(age: 1_000_000_000_000, limit: 4)
    for number in 0..<20 {
      let answer = desk.look(up: "h\(number)")
      desk.resolver.answer("h\(number)", .success([desk.address(1)]))
      #expect(answer.arrives() != nil)
    }
    #expect(desk.hostCount <= 4)
    desk.stop()
  }

  @Test("the system's resolver knows the local host, and nothing that cannot be")
  func system() throws {
    let addresses = try SystemResolver().addresses(of: "localhost")
    #expect(addresses.contains { $0.with(port: 1).description == "127.0.0.1:1" })
    #expect(throws: ResolutionFailure.self) {
      _ = try SystemResolver().addresses(of: "no-such-host.invalid")
    }
  }
}

/// What came of a question.
private struct Outcome: Sendable {
  var addresses: [SocketAddress]?
  var failure: String?
}

/// A book on a loop, over a resolver that a test plays.
private struct Desk {
  let group: LoopGroup
  let resolver = PlayedResolver()
  private let book: LoopBound<AddressBook>

  init(age: Int64, limit: Int = 1024) throws {
    group = try LoopGroup(count: 1)
    let made = AddressBook(
      loop: group.loops[0], resolver: resolver, pool: BlockingPool(), ageNanoseconds: age,
      limit: limit)
    book = LoopBound(made, to: group.loops[0])
  }

  func address(_ number: UInt32) -> SocketAddress { .v4(number, port: 0) }

  func look(up host: String) -> Handover<Outcome> {
    let outcome = Handover<Outcome>()
    _ = group.loops[0].run { [book] in
      _ = book.get.look(up: host) { result in
        switch result {
        case .success(let addresses): outcome.put(Outcome(addresses: addresses))
        case .failure(let failure): outcome.put(Outcome(failure: "\(failure)"))
        }
      }
      return true
    }
    return outcome
  }

  func lookAndWithdraw(_ host: String) {
    _ = group.loops[0].run { [book] in
      let query = book.get.look(up: host) { _ in Issue.record("answered after withdrawal") }
      if let query { book.get.withdraw(query) }
      return true
    }
  }

  var waitingCount: Int { group.loops[0].run { [book] in book.get.waitingCount } }
  var hostCount: Int { group.loops[0].run { [book] in book.get.hostCount } }
  var isAsking: Bool { group.loops[0].run { [book] in book.get.isAsking } }

  func stop() { group.stop() }
}

/// Answers when a test says so.
private final class PlayedResolver: Resolver {
  private struct State {
    var answers: [String: Handover<Result<[SocketAddress], ResolutionFailure>>] = [:]
    var counts: [String: Int] = [:]
    var isOver = false
  }

  private let state = Mutex(State())

  func addresses(of host: String) throws(ResolutionFailure) -> [SocketAddress] {
    let answer = state.withLock { state in
      state.counts[host, default: 0] += 1
      return Self.box(host, &state)
    }
    let result = answer.take()
    state.withLock { if !$0.isOver { $0.answers[host] = nil } }
    return try result.get()
  }

  func answer(_ host: String, _ result: Result<[SocketAddress], ResolutionFailure>) {
    state.withLock { Self.box(host, &$0) }.put(result)
  }

  /// So that no thread waits for ever.
  func answerAll() {
    state.withLock { state in
      state.isOver = true
      for host in state.counts.keys {
        Self.box(host, &state).put(.failure(ResolutionFailure(host: host, reason: "over")))
      }
    }
  }

  func count(of host: String) -> Int { state.withLock { $0.counts[host, default: 0] } }

  private static func box(
    _ host: String, _ state: inout State
  ) -> Handover<Result<[SocketAddress], ResolutionFailure>> {
    if let box = state.answers[host] { return box }
    let box = Handover<Result<[SocketAddress], ResolutionFailure>>()
    state.answers[host] = box
    return box
  }
}
