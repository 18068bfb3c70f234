import HTTP
import Messages
import Testing

@Suite struct RefusalTests {
  @Test(
    "a request that two servers could read differently is refused", arguments: RefusedRequests.all)
  func request(_ refusal: Refusal) {
    let whole = RequestTrace.of(refusal.bytes, limits: refusal.limits)
    #expect(whole.violation == refusal.violation)
    #expect(whole.messages == 0)
    for pieces in splits(refusal.bytes) {
      #expect(RequestTrace.of(refusal.bytes, splitAt: pieces, limits: refusal.limits) == whole)
    }
  }

  @Test("an answer that is malformed or cut short is refused", arguments: RefusedAnswers.all)
  func answer(_ refusal: Refusal) {
    let whole = ResponseTrace.of(refusal.bytes, limits: refusal.limits).events
    #expect(whole.violation == refusal.violation)
    #expect(whole.messages == 0)
    for pieces in splits(refusal.bytes) {
      #expect(
        ResponseTrace.of(refusal.bytes, splitAt: pieces, limits: refusal.limits).events == whole)
    }
  }

  private func splits(_ bytes: [UInt8]) -> [[Int]] {
    let bytewise = Array(0..<bytes.count)
    return [bytewise] + (bytes.count < 1000 ? bytewise.map { [$0] } : [])
  }

  @Test("every violation that bytes can make is made here")
  func allViolations() {
    let made = (RefusedRequests.all + RefusedAnswers.all).map(\.violation)
    // The clock makes one, and an answer that is not due has a test of its own.
    let others: [HTTP1Violation] = [.headTimeout, .unsolicitedAnswer]
    for violation in HTTP1Violation.allCases where !others.contains(violation) {
      #expect(made.contains(violation), "\(violation)")
    }
  }

  @Test("a violation names its rule and the status of the answer")
  func texts() {
    for violation in HTTP1Violation.allCases {
      #expect("\(violation)".contains("(RFC 9"))
      #expect("\(violation.section)".hasPrefix("RFC 9"))
      #expect(violation.status.code >= 400)
    }
    #expect(HTTP1Violation.targetTooLong.status == .uriTooLong)
    #expect(HTTP1Violation.headTooLarge.status == .requestHeaderFieldsTooLarge)
    #expect(HTTP1Violation.tooManyFields.status == .requestHeaderFieldsTooLarge)
    #expect(HTTP1Violation.contentLengthTooLarge.status == .contentTooLarge)
    #expect(HTTP1Violation.unknownTransferCoding.status == .notImplemented)
    #expect(HTTP1Violation.unsupportedVersion.status == .httpVersionNotSupported)
    #expect(HTTP1Violation.unknownExpectation.status == .expectationFailed)
    #expect(HTTP1Violation.headTimeout.status == .requestTimeout)
    #expect(HTTP1Violation.bareLineFeed.status == .badRequest)
  }

  @Test("a violation is final: what follows is not read")
  func final() {
    var parser = HTTP1RequestParser()
    let bad = Array("GET / HTTP/3.0\r\n".utf8)
    let good = Array("GET / HTTP/1.0\r\n\r\n".utf8)
    for bytes in [bad, good] {
      var offset = 0
      guard case .reject(.unsupportedVersion) = parser.next(bytes.span, from: &offset) else {
        Issue.record("read on")
        return
      }
    }
  }
}
