import Messages
import Testing

@testable import GRPCBackend

@Suite("Content that is written message by message")
struct MessageStreamTests {
  @Test("what a reader that is always a little behind has read is let go")
  func behind() {
    let stream = MessageStream()
    let message = [UInt8](repeating: 0x61, count: 1000)
    stream.write { $0 += message }
    var largest = 0
    for _ in 0..<2000 {
      stream.write { $0 += message }
      // One message stays behind each time.
      let progress = stream.pull { min($0.count, 1000) }
      #expect(progress == .moved)
      largest = max(largest, stream.heldBytes)
    }
    #expect(largest < 200_000)
  }

  @Test("it is full from a mark on, and says once when there is room again")
  func room() {
    let stream = MessageStream()
    var drained = 0
    stream.whenDrained = { drained += 1 }
    stream.write { $0 += [UInt8](repeating: 1, count: 65_535) }
    #expect(!stream.isFull)
    stream.write { $0.append(1) }
    #expect(stream.isFull)
    #expect(stream.pull { _ in 0 } == .blocked && drained == 0)
    #expect(stream.pull { _ in 40_000 } == .moved && drained == 1)
    #expect(stream.pull { $0.count } == .moved && drained == 1)
    #expect(stream.pull { $0.count } == .empty)
  }

  @Test("an end comes behind what was written, and nothing behind it")
  func ends() {
    let whole = MessageStream()
    whole.write { $0 += [1, 2] }
    whole.end()
    whole.write { $0 += [3] }
    #expect(whole.pull { $0.count } == .moved && whole.pull { $0.count } == .ended)
    let cut = MessageStream()
    cut.write { $0 += [1] }
    cut.fail()
    #expect(cut.pull { $0.count } == .moved)
    #expect(cut.pull { $0.count } == .failed(.connectionLost))
  }

  @Test("a reader that gives up is told of to the writer, whose words are lost")
  func abandoned() {
    let stream = MessageStream()
    var told = 0
    stream.whenAbandoned = { told += 1 }
    stream.write { $0 += [1] }
    stream.abandon()
    stream.write { $0 += [2] }
    stream.abandon()
    #expect(told == 1 && stream.heldBytes == 0)
  }
}
