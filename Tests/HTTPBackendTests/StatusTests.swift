import Endpoints
import HTTPBackend
import Messages
import Network
import SocketTesting
import Testing

@Suite("The status of a backend's answer", .timeLimit(.minutes(1)))
struct StatusTests {
  private func outcome(
    _ answer: [UInt8], rule: StatusRule = .fail, decoder: AnswerDecoder = .json
  ) throws -> (text: String, failure: GatewayFailure?, port: UInt16) {
    let listener = try RawListener()
    let rig = try BackendRig([listener.port], decoder: decoder, rule: rule)
    let call = try rig.begin()
    let server = try listener.serve(answer)
    let text = call.text()
    let failure = call.failure
    server.end()
    rig.stop()
    return (text, failure, listener.port)
  }

  @Test("ST-1: 200 and 201 are success", arguments: [200, 201])
  func success(status: Int) throws {
    #expect(try outcome(RawListener.answer(status, #"{"a":1}"#)).text == #"document {"a":1}"#)
  }

  @Test(
    "ST-1, ST-2: every other status is a failure that names it, the pattern and the URL",
    arguments: [202, 203, 204, 206, 301, 304, 400, 404, 429, 500, 503, 599])
  func failures(status: Int) throws {
    let hasContent = status != 204 && status != 304
    let answer =
      hasContent
      ? RawListener.answer(status, #"{"a":1}"#) : Array("HTTP/1.1 \(status) X\r\n\r\n".utf8)
    let (text, failure, port) = try outcome(answer)
    #expect(
      text.hasSuffix(
        ": invalid status code \(status) [GET /pattern]: http://127.0.0.1:\(port)/path"))
    #expect(failure?.origin == .backend(3))
    #expect(failure?.answer == nil)
    #expect(failure?.status == .internalServerError)
  }

  @Test("ST-4: return_error_code carries status, content and type", arguments: [202, 404, 503])
  func code(status: Int) throws {
    let (_, failure, _) = try outcome(
      RawListener.answer(status, "gone, sorry", fields: "Content-Type: text/x-sorry\r\n"),
      rule: .code)
    let answer = try #require(failure?.answer)
    #expect(Int(answer.status.code) == status)
    #expect(answer.content == Array("gone, sorry".utf8))
    #expect(answer.contentType == Array("text/x-sorry".utf8))
    #expect(failure?.status == answer.status)
  }

  @Test("ST-5: return_error_details makes data of it: code, body, encoding, in that order")
  func details() throws {
    let answer = RawListener.answer(
      404, #"no "such" thing"#, fields: "Content-Type: text/plain\r\n")
    let expected =
      #"details {"error_e":{"http_status_code":404,"#
      + #""http_body":"no \"such\" thing","http_body_encoding":"text/plain"}}"#
    #expect(try outcome(answer, rule: .details(alias: [UInt8]("e".utf8))).text == expected)
  }

  @Test("ST-5: what is empty is left out, and success stays success")
  func detailsOfNothing() throws {
    let rule = StatusRule.details(alias: [UInt8]("e".utf8))
    #expect(
      try outcome(RawListener.answer(500, ""), rule: rule).text
        == #"details {"error_e":{"http_status_code":500}}"#)
    #expect(try outcome(RawListener.answer(200, "{}"), rule: rule).text == "document {}")
  }

  @Test("ST-5: a connection that fails is still a failure")
  func detailsOfNoAnswer() throws {
    let rule = StatusRule.details(alias: [UInt8]("e".utf8))
    let port = try RawListener.refusingPort()
    let rig = try BackendRig([port], rule: rule)
    #expect(
      try rig.begin().text() == "failed notConnected: connect: Connection refused [GET /pattern]")
    rig.stop()
    let garbage = [UInt8]("nonsense\r\n\r\n".utf8)
    #expect(try outcome(garbage, rule: rule).text.hasPrefix("failed malformedAnswer: "))
  }

  @Test(
    "NOP-2: with no-op inside another endpoint every status is success", arguments: [200, 404, 500])
  func nothing(status: Int) throws {
    #expect(try outcome(RawListener.answer(status, "x"), decoder: .nothing).text == "nothing")
  }
}
