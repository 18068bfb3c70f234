import Foundation
import Glibc
import SocketTesting
import Synchronization
import Testing

@testable import Network

@Suite("Threads beside the loops", .timeLimit(.minutes(1)))
struct ThreadTests {
  @Test("A pool runs everything, on no more threads than its limit")
  func pool() {
    let pool = BlockingPool(limit: 3)
    let threads = Mutex(Set<pthread_t>())
    let left = Atomic(500)
    let done = Handover<Bool>()
    for _ in 0..<500 {
      let accepted = pool.run {
        _ = threads.withLock { $0.insert(pthread_self()) }
        if left.subtract(1, ordering: .relaxed).newValue == 0 { done.put(true) }
      }
      #expect(accepted)
    }
    #expect(done.arrives() == true)
    #expect(threads.withLock { $0.count } <= 3)
  }

  @Test("A pool refuses what would wait behind thousands, and works on")
  func fullPool() {
    let pool = BlockingPool(limit: 1)
    let gate = Handover<Bool>()
    #expect(pool.run { _ = gate.take() })
    var accepted = 0
    let left = Atomic(0)
    while accepted < 10_000, pool.run({ left.subtract(1, ordering: .relaxed) }) { accepted += 1 }
    #expect(accepted >= 4095 && accepted < 10_000)
    left.add(accepted, ordering: .relaxed)
    gate.put(true)
    #expect(eventually { left.load(ordering: .relaxed) == 0 })
    let last = Handover<Bool>()
    #expect(pool.run { last.put(true) })
    #expect(last.arrives() == true)
  }

  @Test("Threads wait for each other without a descriptor, even when none is left")
  func handoverWithoutDescriptors() async {
    await #expect(processExitsWith: .success) {
      var none = rlimit(rlim_cur: 3, rlim_max: 3)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &none)
      let pool = BlockingPool()
      let box = Handover<Int>()
      _ = pool.run { box.put(7) }
      if box.arrives() != 7 { exit(1) }
      exit(0)
    }
  }

  @Test("A file gets all lines, in order, whoever is slow to read them")
  func outputFile() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let reading = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    let file = OutputFile(descriptor: ends[1])
    // More than a pipe holds: the writer's thread waits, this one does not.
    let line = [UInt8](repeating: 0x61, count: 999) + [0x0A]
    for _ in 0..<500 { file.write(line) }
    var received = 0
    while received < 500_000 {
      let data = reading.availableData
      #expect(data.allSatisfy { $0 == 0x61 || $0 == 0x0A })
      received += data.count
    }
    #expect(received == 500_000)
    file.write(line)
    file.flush()
    #expect(reading.availableData.count == 1000)
    close(ends[1])
  }

  @Test("A file that nobody reads costs bounded memory: the rest is dropped, and told")
  func droppedLines() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let reading = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    let file = OutputFile(descriptor: ends[1])
    let line = [UInt8](repeating: 0x61, count: 1 << 20)
    for _ in 0..<40 { file.write(line) }
    var text = ""
    while !text.hasSuffix("the log is slow\n") {
      let data = reading.availableData
      text = String((text + String(decoding: data, as: UTF8.self)).suffix(200))
    }
    #expect(text.contains("log entries dropped"))
    close(ends[1])
  }
}
