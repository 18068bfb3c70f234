import GRPCBackend
import HTTP
import Messages
import Network
import Testing

@Suite("How a call ended")
struct StatusTests {
  private let good = [("content-type", "application/grpc")]

  @Test("code, message and details of trailers")
  func trailers() {
    let trailers = fields([
      ("grpc-status", "5"), ("grpc-message", "no %E2%82%AC here: 100%25 sure"),
      ("grpc-status-details-bin", "CAUSBGdvbmU"),
    ])
    let status = GRPCStatus(trailers: trailers, head: head(200, good))
    #expect(status.code == .notFound)
    #expect(status.message == "no € here: 100% sure")
    #expect(status.details == [8, 5, 18, 4] + Array("gone".utf8))
    #expect("\(status)" == "NOT_FOUND: no € here: 100% sure")
  }

  @Test("an answer of trailers only has its status in its head")
  func trailersOnly() {
    let status = GRPCStatus(trailers: nil, head: head(200, good + [("grpc-status", "16")]))
    #expect(status == GRPCStatus(.unauthenticated))
    #expect("\(status)" == "UNAUTHENTICATED")
  }

  @Test("every code has its name and number", arguments: GRPCCode.allCases)
  func codes(code: GRPCCode) {
    let status = GRPCStatus(trailers: fields([("grpc-status", "\(code.rawValue)")]), head: head())
    #expect(status.code == code)
    #expect(GRPCCode.allCases.count == 17)
    #expect(GRPCCode.dataLoss.rawValue == 15)
  }

  @Test("a status that is no known number", arguments: ["17", "-1", "", "x", "0x0", "256", "1e0"])
  func unknownNumber(text: String) {
    let status = GRPCStatus(trailers: fields([("grpc-status", text)]), head: head(200, good))
    #expect(status.code == .unknown)
  }

  @Test("no status at all")
  func missing() {
    for trailers in [nil, fields([]), fields([("grpc-message", "fine")])] {
      let status = GRPCStatus(trailers: trailers, head: head(200, good))
      #expect(status == GRPCStatus(.unknown, "the answer ended without a status"))
    }
  }

  @Test("two statuses: the same counts, others do not")
  func doubled() {
    let same = fields([("grpc-status", "7"), ("grpc-status", "7")])
    #expect(GRPCStatus(trailers: same, head: head()).code == .permissionDenied)
    for pair in [("0", "13"), ("13", "0")] {
      let both = fields([("grpc-status", pair.0), ("grpc-status", pair.1)])
      #expect(GRPCStatus(trailers: both, head: head()).code == .internal)
    }
  }

  @Test("a message that is badly encoded stays as it is", arguments: ["%", "%4", "100%", "%zz"])
  func badMessage(text: String) {
    #expect(GRPCMessageText.decode(Array(text.utf8)) == text)
  }

  @Test("a message survives both ways, also bytes that are no UTF-8 as far as that goes")
  func messages() {
    for text in ["", "plain", "a%b", "\u{0}\n\r", "zwölf €", "🦊"] {
      let encoded = GRPCMessageText.encode(text)
      #expect(encoded.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
      #expect(GRPCMessageText.decode(encoded) == text)
    }
    #expect(GRPCMessageText.decode(Array("%FF".utf8)) == "\u{FFFD}")
  }

  @Test("details that are no base64 are none")
  func badDetails() {
    let trailers = fields([("grpc-status", "3"), ("grpc-status-details-bin", "!!")])
    #expect(GRPCStatus(trailers: trailers, head: head()).details == nil)
    #expect(GRPCStatus(trailers: trailers, head: head()).code == .invalidArgument)
  }

  @Test(
    "an HTTP status stands for a code where there is none",
    arguments: [
      (400, GRPCCode.internal), (401, .unauthenticated), (403, .permissionDenied),
      (404, .unimplemented), (429, .unavailable), (502, .unavailable), (503, .unavailable),
      (504, .unavailable), (500, .unknown), (302, .unknown), (204, .unknown),
    ])
  func httpStatus(status: Int, code: GRPCCode) {
    let page = head(status, [("content-type", "text/html")])
    #expect(GRPCStatus.refusal(of: page)?.code == code)
    let words = "the answer is not gRPC: HTTP status \(status), content of type text/html"
    #expect(GRPCStatus.refusal(of: page)?.message == words)
    #expect(GRPCStatus(trailers: nil, head: page).code == code)
    // A status of gRPC's own wins.
    let own = head(status, [("content-type", "text/html"), ("grpc-status", "9")])
    #expect(GRPCStatus.refusal(of: own) == nil)
    #expect(GRPCStatus(trailers: nil, head: own).code == .failedPrecondition)
  }

  @Test(
    "what is a type of gRPC",
    arguments: [
      ("application/grpc", true), ("application/grpc+proto", true), ("Application/gRPC", true),
      ("application/grpc;charset=utf-8", true), ("application/grpc ; x", true),
      ("application/grpc-web", false), ("application/grpcx", false), ("application/json", false),
      ("text/html; charset=utf-8", false), ("", false),
    ])
  func contentType(type: String, isGRPC: Bool) {
    #expect((GRPCStatus.refusal(of: head(200, [("content-type", type)])) == nil) == isGRPC)
  }

  @Test("content without a type is not gRPC")
  func noType() { #expect(GRPCStatus.refusal(of: head())?.code == .unknown) }

  @Test("failures of the transport")
  func failures() {
    let table: [(HTTP2Failure, GRPCCode)] = [
      (.reset(.noError), .internal), (.reset(.protocolError), .internal),
      (.reset(.refusedStream), .unavailable), (.reset(.cancel), .cancelled),
      (.reset(.enhanceYourCalm), .resourceExhausted), (.refused, .unavailable),
      (.reset(.inadequateSecurity), .permissionDenied), (.connectionLost(nil), .unavailable),
      (.reset(HTTP2ErrorCode(rawValue: 0xFFFF_FFFF)), .internal), (.overloaded, .resourceExhausted),
      (.notHTTP2("the server answers in HTTP/1, not HTTP/2"), .unavailable),
      (.notConnected(SystemError(call: "connect", code: 111)), .unavailable),
      (.malformed(.flood), .internal), (.tooLarge, .resourceExhausted),
      (.turnedAway, .unavailable),
    ]
    for (failure, code) in table { #expect(GRPCStatus(failure).code == code) }
    #expect(GRPCStatus(GRPCFramingError.tooLarge(limit: 4)).code == .resourceExhausted)
    #expect(GRPCStatus(GRPCFramingError.truncated).code == .internal)
  }

  @Test("the coding that a head names")
  func codings() {
    #expect(GRPCCoding(of: head()) == .identity)
    #expect(GRPCCoding(of: head(200, [("grpc-encoding", "identity")])) == .identity)
    #expect(GRPCCoding(of: head(200, [("grpc-encoding", "GZIP")])) == .gzip)
    #expect(GRPCCoding(of: head(200, [("grpc-encoding", "snappy")])) == .other)
  }
}
