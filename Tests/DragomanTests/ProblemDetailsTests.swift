import Endpoints
import Messages
import Testing

@testable import Dragoman

@Suite("Errors as objects")
struct ProblemDetailsTests {
  private static func failure(_ slot: Int, body: String) -> GatewayFailure {
    var failure = GatewayFailure(
      .status(.notFound), .backend(slot), detail: "invalid status code 404: http://10.0.0.1/x",
      answer: FailureAnswer(status: .notFound, content: Array(body.utf8), contentType: []))
    failure.slot = slot
    return failure
  }

  private func text(_ disclosure: FailureContract.Disclosure) -> String {
    let failures = [Self.failure(1, body: "long \"body\""), Self.failure(0, body: "")]
    let problem = ProblemDetails(failures, disclosure)
    return String(decoding: problem.content(instance: [], requestID: []), as: UTF8.self)
  }

  @Test("FLR-4: nothing of the inside is shown, in the order of declaration")
  func closed() {
    #expect(
      text(.init())
        == #"{"type":"about:blank","title":"Not Found","status":404,"#
        + #""detail":"a backend answered with an error","failures":["#
        + #"{"backend":0,"kind":"status","status":404},"#
        + #"{"backend":1,"kind":"status","status":404}]}"#
    )
  }

  @Test("FLR-4: details and contents are shown where they are asked for, up to the limit")
  func open() {
    let shown = text(.init(showsDetail: true, backendBody: 6))
    #expect(shown.contains(#""detail":"invalid status code 404: http://10.0.0.1/x""#))
    #expect(shown.contains(#""body":"long \"","body_is_cut":true"#))
    #expect(!text(.init(showsDetail: true)).contains("body"))
  }
}
