import Messages
import Testing

@testable import GRPCBackend

@Suite struct StreamFormTests {
  @Test(
    arguments: [
      (nil, .array), ("", .array), ("*/*", .array), ("text/html", .array),
      ("application/x-ndjson", .ndjson), ("application/jsonl", .ndjson),
      ("application/json", .array), ("text/event-stream", .serverSentEvents),
      ("TEXT/Event-Stream; charset=utf-8", .serverSentEvents),
      ("application/json;q=0.5, text/event-stream;q=0.7", .serverSentEvents),
      ("application/json, */*;q=0.1", .array), ("text/*", .serverSentEvents),
      ("application/*", .array), ("application/json;q=0, application/*;q=0.3", .ndjson),
      ("*/*, application/x-ndjson;q=0.2, text/event-stream;q=0", .array),
      ("application/json;q=2, text/event-stream;q=0.001", .serverSentEvents),
      ("text/event-stream, application/json, application/x-ndjson", .array),
    ] as [(String?, StreamForm)])
  func theFormIsTheOneThatTheClientLikesBest(_ accept: String?, _ form: StreamForm) throws {
    var fields = HeaderFields()
    if let accept { fields.append(.accept, try #require(FieldValue(accept))) }
    #expect(StreamForm(accepting: fields) == form)
  }

  @Test func severalFieldsCountAsOne() throws {
    var fields = HeaderFields()
    fields.append(.accept, "text/html")
    fields.append(.accept, "application/json")
    #expect(StreamForm(accepting: fields) == .array)
  }

  @Test func messagesAndTheErrorAreFramedByTheForm() {
    func text(_ form: StreamForm) -> String {
      var output: [UInt8] = []
      form.begin(&output)
      form.append(Array("{}".utf8), isFirst: true, to: &output)
      form.append(Array("1".utf8), isFirst: false, to: &output)
      form.append(error: Array("{\"e\":1}".utf8), isFirst: false, to: &output)
      form.end(&output)
      return String(decoding: output, as: UTF8.self)
    }
    #expect(text(.ndjson) == "{}\n1\n{\"e\":1}\n")
    #expect(text(.array) == "[{},1,{\"e\":1}]")
    #expect(
      text(.serverSentEvents) == "data: {}\n\ndata: 1\n\nevent: error\ndata: {\"e\":1}\n\n")
  }
}
