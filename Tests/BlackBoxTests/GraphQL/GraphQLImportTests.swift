import DragomanTesting
import Foundation
import TLSTesting
import Testing

@Suite("dragoman graphql import", .enabled(if: Workshop.has()))
struct GraphQLImportTests {
  private let folder: URL
  private let output: String

  init() throws {
    folder = try Workshop.makeFolder()
    output = folder.appending(path: "schema.json").path
  }

  private static let schema =
    #"{"data": {"__schema": {"queryType": {"name": "Query"}, "types": ["#
    + #"{"kind": "SCALAR", "name": "Int"}, {"kind": "OBJECT", "name": "Query", "fields": ["#
    + #"{"name": "sum", "args": [{"name": "of", "type": {"kind": "LIST", "ofType": "#
    + #"{"kind": "SCALAR", "name": "Int"}}, "defaultValue": "[1, 2]"}], "#
    + #""type": {"kind": "SCALAR", "name": "Int"}}]}]}}}"#
  private static let refusal = #"{"errors": [{"message": "no introspection"}, {"message": "b"}]}"#

  private func dragoman(_ arguments: [String]) throws -> Program {
    let program = try Program(try #require(Workshop.binary), ["graphql"] + arguments)
    program.end()
    return program
  }

  private func fetch(
    _ replies: [ScriptedReply], _ arguments: String..., path: String = "/graphql"
  ) throws -> (program: Program, requests: [RecordedRequest]) {
    let server = try ScriptedBackend(BackendScript(["*": replies]))
    defer { server.stop() }
    let program = try dragoman(["import", server.url + path, "-o", output] + arguments)
    return (program, server.requests)
  }

  private func complaint(_ reply: ScriptedReply) throws -> String {
    let (program, _) = try fetch([reply])
    #expect(program.process.terminationStatus == 1)
    #expect(program.errors.hasPrefix("dragoman graphql import: http://127.0.0.1:"))
    #expect(!FileManager.default.fileExists(atPath: output))
    return program.errors
  }

  @Test("a schema that a gateway can use is written, and told")
  func imports() throws {
    let (program, requests) = try fetch([.json(Self.schema)])
    #expect(program.errors == "")
    #expect(program.process.terminationStatus == 0)
    #expect(program.output.contains("schema.json: "))
    #expect(program.output.hasSuffix("bytes\n  types: 1 object\n  query: Query, 1 field\n"))
    #expect(requests.count == 1)
    let list = try dragoman(["list", output])
    #expect(list.output == "query: Query\n  sum(of: [Int] = [1, 2]): Int\n")
  }

  @Test("it is asked for by POST, with the headers and the path that are said")
  func request() throws {
    let (_, requests) = try fetch(
      [.json(Self.schema)], "-H", "authorization: Bearer x", "--header=Accept: application/json",
      path: "/shop/graphql?v=1")
    let request = try #require(requests.first)
    #expect(request.method == "POST" && request.target == "/shop/graphql?v=1")
    func values(_ name: String) -> [String] {
      request.fields.filter { $0.name == name }.map(\.value)
    }
    #expect(values("Content-Type") == ["application/json"])
    #expect(values("Authorization") == ["Bearer x"] && values("Accept") == ["application/json"])
    #expect(String(decoding: request.content, as: UTF8.self).contains("isOneOf"))
  }

  @Test("a name that ends like SDL gets SDL, which gives the same schema")
  func sdl() throws {
    let server = try ScriptedBackend(BackendScript(["*": .json(Self.schema)]))
    defer { server.stop() }
    let file = folder.appending(path: "schema.graphql")
    let program = try dragoman(["import", server.url, "-o", file.path])
    #expect(program.process.terminationStatus == 0, "\(program.errors)")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(
      text == "schema {\n  query: Query\n}\n\ntype Query {\n  sum(of: [Int] = [1, 2]): Int\n}\n")
    #expect(server.requests.first?.target == "/")
  }

  @Test("a server that does not know the newest question is asked an older one")
  func fallsBack() throws {
    let (program, requests) = try fetch([.json(Self.refusal, status: 400), .json(Self.schema)])
    #expect(program.process.terminationStatus == 0)
    #expect(requests.count == 2)
    #expect(!String(decoding: requests[1].content, as: UTF8.self).contains("isOneOf"))
  }

  @Test("a server without introspection is told apart, with another way")
  func closed() throws {
    let errors = try complaint(.json(Self.refusal))
    #expect(errors.contains("does not tell its schema: no introspection (and 1 more)"))
    #expect(errors.contains("schema_path"))
    #expect(try complaint(.json(#"{"data": {}}"#)).contains("there is no `__schema`"))
  }

  @Test("errors beside a schema are warnings, and no control characters get through")
  func warnings() throws {
    let errors = #""errors": [{"message": "half\u001b[2J of it"}, {}], "data""#
    let (program, requests) = try fetch([.json(Self.schema.replacing(#""data""#, with: errors))])
    #expect(program.process.terminationStatus == 0 && requests.count == 1)
    #expect(program.errors.contains(": half [2J of it\n"), "\(program.errors)")
    #expect(program.errors.hasSuffix(": an error without a message\n"))
  }

  @Test("what is not GraphQL is told with its status and kind")
  func foreign() throws {
    let html = try complaint(.text("<html>", status: 502))
    #expect(html.contains("not GraphQL: no JSON object, with status 502, text/plain"))
    #expect(try complaint(.json(#"{"a": 1}"#)).contains("JSON without `data` or `errors`"))
    #expect(try complaint(.json("{\"data\": ")).contains("no JSON object"))
    #expect(try complaint(ScriptedReply()).contains("empty, with status 200"))
    var redirect = ScriptedReply()
    redirect.status = 308
    redirect.fields = [TestField("Location", "https://other.test/graphql")]
    #expect(try complaint(redirect).contains("redirects to https://other.test/graphql"))
    var packed = ScriptedReply.json(Self.schema)
    packed.isGzipped = true
    #expect(try complaint(packed).contains("encoded (gzip)"))
  }

  @Test("a schema that no gateway could start with is not written, and what is wrong is told")
  func unusable() throws {
    let unknown = Self.schema.replacing(#""name": "Int"}}]}]"#, with: #""name": "Itn"}}]}]"#)
    let errors = try complaint(.json(unknown))
    #expect(errors.contains("cannot be used:"))
    #expect(errors.contains("Itn"), "\(errors)")
    let cut = try complaint(.json(#"{"data": {"__schema": {"types": []}}}"#))
    #expect(cut.contains("cannot be used:"))
  }

  @Test("a server that breaks off, is silent, or is not there, is told apart")
  func unreachable() throws {
    var cut = ScriptedReply.json(Self.schema)
    cut.cutAfter = 20
    #expect(try complaint(cut).contains("ended before the answer did"))
    var silent = ScriptedReply()
    silent.isSilent = true
    let (program, _) = try fetch([silent], "--timeout", "100ms")
    #expect(program.errors.contains("--timeout"))
    let absent = try dragoman(["import", "http://127.0.0.1:\(FreePort.next())/", "-o", output])
    #expect(absent.process.terminationStatus == 1 && absent.errors.contains("refused"))
    let unknown = try dragoman(["import", "http://nowhere.invalid/graphql", "-o", output])
    #expect(unknown.process.terminationStatus == 1 && unknown.errors.contains("nowhere.invalid"))
  }

  @Test(
    "a call that cannot be meant is told before anything is asked",
    arguments: [
      (["http://a.test/"], "-o schema.json"), (["-o", "x.json"], "say which server"),
      (["a.test/graphql", "-o", "x.json"], "is no URL"),
      (["http://u:p@a.test/", "-o", "x.json"], "authorization"),
      (["http://a.test:0/", "-o", "x.json"], "the port"),
      (["http:///graphql", "-o", "x.json"], "has no name"),
      (["http://a.test/a b", "-o", "x.json"], "path and query"),
      (["http://a.test/", "--ca", "ca.pem", "-o", "x.json"], "https://"),
      (["https://a.test/", "--cert", "c.pem", "-o", "x.json"], "belong together"),
      (["https://a.test/", "--ca", "absent.pem", "-o", "x.json"], "absent.pem"),
      (["http://a.test/", "-H", "nonsense", "-o", "x.json"], "name: value"),
      (["http://a.test/", "-H", "a b: c", "-o", "x.json"], "cannot be a header"),
      (["http://a.test/", "-H", "Content-Length: 1", "-o", "x.json"], "Content-Length"),
      (["http://a.test/", "--timeout", "soon", "-o", "x.json"], "length of time"),
      (["http://a.test/", "--insecure=yes", "-o", "x.json"], "takes no value"),
      (["http://a.test/", "--al", "-o", "x.json"], "no flag '--al'"),
      (["http://a.test/", "-o"], "-o wants a value"),
    ])
  func mistakes(arguments: [String], text: String) throws {
    let program = try dragoman(["import"] + arguments)
    #expect(program.process.terminationStatus == 1)
    #expect(program.errors.hasPrefix("dragoman graphql import: "))
    #expect(program.errors.contains(text), "\(program.errors)")
  }

  @Test("a server of TLS is verified by --ca or not at all; in clear text it is told apart")
  func secure() throws {
    let authority = try TestAuthority()
    let files = try TestFolder()
    let file = try files.write(authority.certificate, as: "ca.pem")
    let server = try TLSBackend(
      try TestServer(try authority.issue("IP:127.0.0.1")), json: Self.schema)
    let url = "https://127.0.0.1:\(server.port)/graphql"
    func status(_ arguments: String...) throws -> (Int32, String) {
      let program = try dragoman(["import", "-o", output] + arguments)
      return (program.process.terminationStatus, program.errors)
    }
    #expect(try status(url, "--ca", file) == (0, ""))
    #expect(try status(url, "--insecure") == (0, ""))
    let distrusted = try status(url)
    #expect(distrusted.0 == 1 && distrusted.1.contains("certificate"), "\(distrusted.1)")
    let clear = try status(url.replacing("https", with: "http"))
    #expect(clear.0 == 1, "\(clear.1)")
    let plain = try ScriptedBackend(BackendScript(["*": .json(Self.schema)]))
    defer { plain.stop() }
    let wrong = try status(plain.url.replacing("http:", with: "https:"), "--insecure")
    #expect(wrong.0 == 1 && wrong.1.contains("TLS"), "\(wrong.1)")
  }
}
