import Bytes
import Document
import Endpoints
import GraphQL
import GraphQLBackend
import Messages
import Testing

/// A small deterministic generator: a failure can be repeated.
private struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
  }
}

@Suite("What a request can put into a GraphQL operation")
struct InjectionPropertyTests {
  private static let document =
    "query Q($id: String!, $n: Int, $t: [String!], $f: Filter, $h: ID) "
    + "{ q(id: $id, n: $n, t: $t, f: $f, h: $h) { a } }"
  private static let names = ["f", "h", "id", "n", "t"]

  /// A call that takes everything that a client can send, by POST or GET.
  private static func template(usesGET: Bool) throws -> CallTemplate {
    let parsed = try ExecutableDocument.parse(Array(document.utf8))
    let types = VariableTypes(try parsed.operation(named: nil))
    var plan = GraphQLMessageComposer.Plan(document: Array(document.utf8))
    plan.usesGET = usesGET
    plan.readsBody = true
    let placed = try ReferenceParser.parse(Array("input.query.x?".utf8))
    let inBody = try ReferenceParser.parse(Array("input.body.y?".utf8))
    plan.references = [placed, inBody]
    plan.variables = types.variables.map { type in
      let value: VariableValue? =
        switch type.name {
        case "f":
          .object([
            (Array("\"x\":".utf8), .reference(0)), (Array("\"y\":".utf8), .reference(1)),
            (Array("\"z\":".utf8), .text([.text(Array("<".utf8)), .reference(0)])),
          ])
        default: nil
        }
      return VariableBinding(
        type.name, type, value: value, sources: [.parameter(0), .query, .header, .body])
    }.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    var definition = CallDefinition(
      method: usesGET ? .get : .post, urlPattern: "/graphql", parameters: ["p"])
    definition.composer = GraphQLMessageComposer(plan)
    definition.inputQueryStrings = ["*"]
    definition.inputHeaders = ["*"]
    return try CallTemplate(definition)
  }

  private static func text(_ chance: inout Chance) -> [UInt8] {
    let alphabet =
      Array("\"\\{}[]():,$ \r\n\t\0#&=%+@/'`!|u0022\u{2028}\u{E9}query mutation id n".utf8)
      + [0xFF, 0xC3]
    return (0..<Int.random(in: 0...12, using: &chance)).map { _ in
      alphabet.randomElement(using: &chance) ?? 0
    }
  }

  private static func encoded(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    PercentCoding.append(text.span, for: .query, to: &output)
    return output
  }

  /// A request full of what `chance` says.
  private static func request(_ chance: inout Chance) throws -> ClientRequest {
    var query: [UInt8] = Array("/e?".utf8)
    for name in ["id", "n", "t", "t", "x", "query", "variables", "operationName"]
    where Bool.random(using: &chance) {
      query += Array(name.utf8) + [ASCII.equals] + encoded(text(&chance)) + [ASCII.ampersand]
    }
    var fields = HeaderFields()
    for name in ["H", "Id", "Query"] {
      if let name = FieldName(name), let value = FieldValue(text(&chance).span) {
        fields.append(name, value)
      }
    }
    var body: [UInt8] = [0x7B]
    for name in [Array("id".utf8), Array("y".utf8), Array("query".utf8), text(&chance)] {
      if body.count > 1 { body.append(ASCII.comma) }
      JSONWriter.append(string: name, to: &body)
      body.append(ASCII.colon)
      JSONWriter.append(string: text(&chance), to: &body)
    }
    body.append(0x7D)
    let target = RequestTarget(query.span, for: .post)
    let value = text(&chance)
    return ClientRequest(
      head: RequestHead(method: .post, target: try #require(target), fields: fields),
      parameters: RequestParameters.none.appending([Bool.random(using: &chance) ? value : nil]),
      clientAddress: .empty, content: .bytes(body))
  }

  @Test("GQL-3: no value changes the document that is sent, or adds a member or a variable")
  func posted() throws {
    let template = try Self.template(usesGET: false)
    var chance = Chance(state: 7)
    var sent = 0
    for _ in 0..<6000 {
      guard let call = try? template.render(try Self.request(&chance)) else { continue }
      guard case .bytes(let bytes) = call.content else { continue }
      let body = try Document.scan(bytes, .strict)
      let members = body.members(of: body.root).map { body.string(at: $0.name) }
      #expect(members == [Array("query".utf8), Array("variables".utf8)])
      let query = try #require(body.value(of: Array("query".utf8), in: body.root))
      #expect(body.string(at: query) == Array(Self.document.utf8))
      Self.expectVariables(
        of: body, try #require(body.value(of: Array("variables".utf8), in: body.root)))
      sent += 1
    }
    #expect(sent > 500)
  }

  @Test("GQL-4: by GET the pairs of the operation are its own, whatever the client's are")
  func got() throws {
    let template = try Self.template(usesGET: true)
    var chance = Chance(state: 8)
    var sent = 0
    for _ in 0..<6000 {
      guard let call = try? template.render(try Self.request(&chance)) else { continue }
      #expect(call.target.bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x23 })
      let pairs = String(decoding: call.target.bytes, as: UTF8.self).split(separator: "?")[1]
        .split(separator: "&")
      // The last ones count for servers that take the last, and the only ones they are.
      #expect(pairs.count { $0.hasPrefix("query=") } == 1)
      #expect(pairs.count { $0.hasPrefix("variables=") } == 1)
      #expect(!pairs.contains { $0.hasPrefix("operationName=") })
      let text = try #require(pairs.first { $0.hasPrefix("query=") }).dropFirst(6)
      #expect(Array(text.utf8) == Self.encoded(Array(Self.document.utf8)))
      let variables = try #require(pairs.first { $0.hasPrefix("variables=") }).dropFirst(10)
      let decoded = PercentCoding.decode(Array(variables.utf8).span, plusIsBlank: true)
      let body = try Document.scan(try #require(decoded), .strict)
      Self.expectVariables(of: body, body.root)
      sent += 1
    }
    #expect(sent > 500)
  }

  /// Only declared variables, each once and of its type; in an object only the names that the
  /// configuration wrote.
  private static func expectVariables(of body: Document, _ variables: Int) {
    let found = body.members(of: variables).map { member in
      (String(decoding: body.string(at: member.name), as: UTF8.self), member.value)
    }
    #expect(found.map(\.0) == found.map(\.0).sorted())
    #expect(Set(found.map(\.0)).count == found.count)
    #expect(Set(found.map(\.0)).isSubset(of: names))
    for (name, value) in found {
      let kind = body.kind(of: value)
      switch name {
      case "id", "h": #expect(kind == .string)
      case "n": #expect(kind == .number)
      case "t": #expect(kind == .array)
      default:
        #expect(kind == .object)
        let inner = body.members(of: value).map { body.string(at: $0.name) }
        #expect(inner.allSatisfy { ["x", "y", "z"].contains(String(decoding: $0, as: UTF8.self)) })
      }
    }
  }
}
