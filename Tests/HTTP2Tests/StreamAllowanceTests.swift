import Testing

@testable import HTTP

@Suite("How many streams a server is asked to carry")
struct StreamAllowanceTests {
  @Test("as many as it says, until it refuses one")
  func announced() {
    let allowance = StreamAllowance()
    #expect(allowance.allows(99, peerLimit: 100))
    #expect(!allowance.allows(100, peerLimit: 100))
    #expect(!allowance.allows(0, peerLimit: 0))
  }

  @Test("a refusal asks for a pause, which an answer or time ends, and for one stream less")
  func refusal() {
    var allowance = StreamAllowance()
    #expect(allowance.refused(7) == 5_000_000)
    #expect(allowance.isPausing && !allowance.allows(0, peerLimit: 100))
    allowance.pauseEnded()
    #expect(allowance.allows(6, peerLimit: 100) && !allowance.allows(7, peerLimit: 100))
    #expect(allowance.refused(6) == 10_000_000)
    allowance.answered()
    #expect(!allowance.isPausing && !allowance.allows(6, peerLimit: 100))
    #expect(allowance.allows(5, peerLimit: 100))
  }

  @Test("pauses grow, but not for ever, and one stream always stays")
  func floor() {
    var allowance = StreamAllowance()
    let pauses = (0..<100).map { _ in allowance.refused(0) / 1_000_000 }
    #expect(Array(pauses.prefix(8)) == [5, 10, 20, 40, 80, 160, 160, 160])
    allowance.pauseEnded()
    #expect(allowance.allows(0, peerLimit: 100) && !allowance.allows(1, peerLimit: 100))
  }

  @Test("answers give streams back")
  func recovery() {
    var allowance = StreamAllowance()
    _ = allowance.refused(2)
    for _ in 0..<31 { allowance.answered() }
    #expect(!allowance.allows(2, peerLimit: 100))
    allowance.answered()
    #expect(allowance.allows(2, peerLimit: 100) && !allowance.allows(3, peerLimit: 100))
  }
}
