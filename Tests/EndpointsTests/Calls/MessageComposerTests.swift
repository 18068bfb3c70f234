import Bytes
import Messages
import Testing

@testable import Endpoints

@Suite("Calls that are messages made of values")
struct MessageComposerTests {
  /// Tells what it was given.
  private struct Teller: MessageComposer {
    var usesContent = false

    func compose(_ inputs: CallInputs, into call: inout BackendCall) throws(CallRefusal) {
      var text: [UInt8] = []
      for number in inputs.parameters.ranges.indices {
        text += Array("{\(number)}=".utf8) + (inputs.parameter(number) ?? []) + Array(" ".utf8)
      }
      for pair in inputs.pairs {
        text += inputs.texts[pair.name] + Array("=".utf8) + inputs.texts[pair.value]
        text += Array(" ".utf8)
      }
      if case .bytes(let bytes) = call.content { text += bytes }
      if text.elementsEqual("x=bad ".utf8) {
        throw .invalidValue(field: "x", reason: "it is bad")
      }
      call.content = .bytes(text)
      call.framing = .length(UInt64(text.count))
    }
  }

  private static func call(
    _ target: String, query: [String] = [], parameters: [String] = [],
    request: RequestTemplate? = nil, usesContent: Bool = false
  ) throws -> BackendCall {
    var definition = CallDefinition(
      method: .post, urlPattern: "/p.S/M", parameters: parameters.map { "p\($0)" })
    definition.composer = Teller(usesContent: usesContent)
    definition.inputQueryStrings = query
    definition.request = request
    let template = try CallTemplate(definition)
    let head = RequestHead(
      method: .get, target: try requestTarget(target))
    let values = RequestParameters.none.appending(parameters.map { Array($0.utf8) })
    return try template.render(
      ClientRequest(head: head, parameters: values, clientAddress: .empty))
  }

  private static func requestTarget(_ text: String) throws -> RequestTarget {
    let bytes = Array(text.utf8)
    let target = RequestTarget(bytes.span, for: .get)
    return try #require(target)
  }

  private static func text(_ call: BackendCall) -> String? {
    guard case .bytes(let bytes) = call.content else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("QRY-1, GRPC-5: pairs that pass are values, decoded, and no part of the target")
  func query() throws {
    let call = try Self.call("/a?x=1%202&y=3&x=+4", query: ["x"])
    #expect(Self.text(call) == "x=1 2 x= 4 ")
    #expect(call.target.bytes == Array("/p.S/M".utf8))
    #expect(call.framing == .length(11))
    #expect(try Self.text(Self.call("/a?x=1")) == "")
  }

  @Test("GRPC-5: placeholders are values by their number")
  func parameters() throws {
    #expect(try Self.text(Self.call("/a", parameters: ["u", "v"])) == "{0}=u {1}=v ")
  }

  @Test("a query that the request's template makes is among the values, in place of the client's")
  func template() throws {
    var request = RequestTemplate()
    request.query = [(Array("x".utf8), try TextTemplate("7 8"))]
    let call = try Self.call("/a?x=1&y=2", query: ["*"], request: request)
    #expect(Self.text(call) == "y=2 x=7 8 ")
  }

  @Test("GRPC-D5: a value that cannot be expressed is refused with its field")
  func refusal() {
    #expect(throws: CallRefusal.invalidValue(field: "x", reason: "it is bad")) {
      try Self.call("/a?x=bad", query: ["x"])
    }
    let refusal = CallRefusal.invalidValue(field: "a.b", reason: "it is bad")
    #expect(refusal.explanation == "a.b: it is bad" && CallRefusal.tooLong.explanation == nil)
  }
}
