import Foundation
import SocketTesting
import Testing

@testable import Network

@Suite("Confinement to loops", .timeLimit(.minutes(1)))
struct ConfinementTests {
  @Test("State of a loop that is touched off its loop stops the process")
  func offLoop() async {
    await #expect(processExitsWith: .failure) {
      let group = try LoopGroup(count: 1)
      let bound = LoopBound([1], to: group.loops[0])
      _ = bound.get
    }
  }

  @Test("State of a loop that is touched on another loop stops the process")
  func otherLoop() async {
    await #expect(processExitsWith: .failure) {
      let group = try LoopGroup(count: 2)
      let bound = LoopBound([1], to: group.loops[0])
      _ = group.loops[1].run { bound.get.count }
    }
  }

  @Test("Nothing but the loops' own threads runs their tasks: the process gets no further thread")
  func threads() async {
    await #expect(processExitsWith: .success) {
      func count() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
      }
      let group = try LoopGroup(count: 2)
      _ = group.onEach { _ in true }
      let before = try count()
      let ends = group.loops.map { loop in
        let end = Handover<Bool>()
        loop.submit {
          let events = LoopBound(here: (0..<100).map { _ in LoopEvent() }, on: loop)
          for index in 0..<100 {
            loop.spawn {
              for _ in 0..<100 {
                await events.get[index].wait()
                events.get[(index + 1) % 100].set()
              }
              if index == 99 { end.put(true) }
            }
          }
          events.get[0].set()
        }
        return end
      }
      for end in ends { #expect(end.arrives() == true) }
      try #require(count() == before)
      group.stop()
    }
  }
}
