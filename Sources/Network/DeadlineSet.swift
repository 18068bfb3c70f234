/// The deadlines of one connection, told apart by a tag from 0 to 7, behind a single timer of the
/// loop. Setting and clearing cost an assignment: the timer is moved only when it would be late,
/// and where it strikes too early it is set anew. A keep-alive connection so touches the wheel once
/// in an idle timeout instead of four times a request.
public struct DeadlineSet {
  private static var never: Int64 { .max }

  private var deadlines = [8 of Int64](repeating: .max)
  private var timer: TimerToken?
  private var timerAt = Int64.max

  /// No deadlines.
  public init() {}

  /// Sets the deadline of a tag, so many nanoseconds from now.
  public mutating func set(
    _ tag: Int, after nanoseconds: Int64, on loop: EventLoop, for target: any TimerTarget
  ) {
    let deadline = loop.now.advanced(byNanoseconds: nanoseconds).nanoseconds
    deadlines[tag] = deadline
    if deadline < timerAt { arm(deadline, on: loop, for: target) }
  }

  /// Takes the deadline of a tag back.
  public mutating func clear(_ tag: Int) { deadlines[tag] = Self.never }

  /// Whether the tag has a deadline to come.
  public func has(_ tag: Int) -> Bool { deadlines[tag] != Self.never }

  /// The timer struck: clears the deadlines that are reached and returns their tags, a bit each.
  public mutating func strike(on loop: EventLoop, for target: any TimerTarget) -> UInt8 {
    timer = nil
    timerAt = Self.never
    var reached: UInt8 = 0
    var next = Self.never
    for tag in 0..<8 {
      if deadlines[tag] <= loop.now.nanoseconds {
        deadlines[tag] = Self.never
        reached |= 1 << UInt8(tag)
      } else {
        next = min(next, deadlines[tag])
      }
    }
    if next != Self.never { arm(next, on: loop, for: target) }
    return reached
  }

  /// Takes everything back: the connection is closed.
  public mutating func removeAll(on loop: EventLoop) {
    deadlines = [8 of Int64](repeating: Self.never)
    if let timer { loop.cancel(timer) }
    timer = nil
    timerAt = Self.never
  }

  private mutating func arm(
    _ deadline: Int64, on loop: EventLoop, for target: any TimerTarget
  ) {
    if let timer { loop.cancel(timer) }
    timerAt = deadline
    timer = loop.schedule(at: Instant(nanoseconds: deadline), target)
  }
}
