import CShims

/// The event loops of a process, one thread each.
public final class LoopGroup: Sendable {
  /// The loops, by index.
  public let loops: [EventLoop]
  private let threads: [Thread]

  /// Starts `count` loops. The first one can be left to the caller, who makes it turn by
  /// `runFirst`: a process of one loop then has one thread, for which kernel and libc skip their
  /// locks.
  public init(count: Int, leavingFirst: Bool = false) throws(SystemError) {
    var loops: [EventLoop] = []
    for index in 0..<max(1, count) { loops.append(try EventLoop(index: index)) }
    self.loops = loops
    var threads: [Thread] = []
    for loop in loops.dropFirst(leavingFirst ? 1 : 0) {
      threads.append(try Thread(name: "loop-\(loop.index)") { loop.run() })
    }
    self.threads = threads
  }

  /// The number of processors that the process may run on.
  public static var processorCount: Int {
    Int(dragoman_processor_count())
  }

  /// Turns the loop that was left to the caller on the calling thread, until `stop`.
  public func runFirst() { loops[0].run() }

  /// Stops all loops and waits for their threads.
  public func stop() {
    for loop in loops { loop.stop() }
    for thread in threads { thread.join() }
  }

  /// Runs a closure on every loop and waits until all have run it. Not from a loop.
  public func onEach<Result: Sendable>(
    _ work: @escaping @Sendable (EventLoop) -> Result
  ) -> [Result] {
    loops.map { loop in
      let box = Handover<Result>()
      loop.submit { box.put(work(loop)) }
      return box.take()
    }
  }
}
