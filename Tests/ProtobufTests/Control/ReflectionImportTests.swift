import Protobuf
import Testing

@Suite("Importing by reflection")
struct ReflectionImportTests {
  /// A `FileDescriptorProto` with a name and imports.
  private static func file(_ name: String, importing imports: String...) -> [UInt8] {
    var bytes = [0x0A, UInt8(name.utf8.count)] + Array(name.utf8)
    for name in imports { bytes += [0x1A, UInt8(name.utf8.count)] + Array(name.utf8) }
    return bytes
  }

  @Test("all services are fetched but those of gRPC itself, each file once, imports behind")
  func all() throws {
    var fetch = ReflectionImport()
    #expect(fetch.first == .services)
    let list = ["b.B", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "a.A"]
    #expect(try fetch.receive(.services(list)) == .fileDeclaring("a.A"))
    #expect(fetch.services == ["a.A", "b.B"])
    let first = Self.file("a.proto", importing: "c.proto", "d.proto")
    #expect(try fetch.receive(.files([first])) == .fileDeclaring("b.B"))
    let second = [Self.file("b.proto", importing: "c.proto"), Self.file("d.proto")]
    #expect(try fetch.receive(.files(second)) == .fileNamed("c.proto"))
    let third = Self.file("c.proto", importing: "e.proto")
    #expect(try fetch.receive(.files([third])) == .fileNamed("e.proto"))
    #expect(try fetch.receive(.files([Self.file("e.proto")])) == nil)
    #expect(fetch.fileCount == 5)
    #expect(fetch.gaps == [])
  }

  @Test("those of gRPC itself come when they are named, or all are asked for")
  func infrastructure() throws {
    let health = "grpc.health.v1.Health"
    var named = ReflectionImport(services: [health])
    #expect(try named.receive(.services(["a.A", health])) == .fileDeclaring(health))
    var all = ReflectionImport(all: true)
    #expect(try all.receive(.services([health])) == .fileDeclaring(health))
    #expect(try all.receive(.failure(code: 5, message: "")) == nil)
    #expect(all.gaps.map(\.file) == [health])
    #expect(all.services == [])
    var none = ReflectionImport()
    #expect(throws: ReflectionFault.noServices([health])) { try none.receive(.services([health])) }
  }

  @Test("a service that the server does not have is an error with a suggestion")
  func unknownService() throws {
    var fetch = ReflectionImport(services: ["shop.v1.Order"])
    let error = #expect(throws: ReflectionFault.self) {
      try fetch.receive(.services(["shop.v1.Orders", "shop.v1.Users"]))
    }
    #expect(error?.description.contains("Did you mean 'shop.v1.Orders'?") == true)
  }

  @Test("imports that the server keeps are told, and asked for once")
  func gaps() throws {
    var fetch = ReflectionImport()
    _ = try fetch.receive(.services(["a.A"]))
    let first = Self.file("a.proto", importing: "x.proto", "y.proto")
    #expect(try fetch.receive(.files([first])) == .fileNamed("x.proto"))
    let failure = ReflectionAnswer.failure(code: 5, message: "no such file")
    #expect(try fetch.receive(failure) == .fileNamed("y.proto"))
    #expect(try fetch.receive(.files([Self.file("z.proto", importing: "x.proto")])) == nil)
    #expect(fetch.gaps.map(\.file) == ["x.proto", "y.proto"])
    #expect(fetch.gaps.first?.reason.contains("NOT_FOUND: no such file") == true)
  }

  @Test(
    "what is no answer to the question is an error",
    arguments: [
      ReflectionAnswer.files([]), .services([]), .files([[0xFF]]),
      .failure(code: 12, message: "not here"),
    ])
  func unexpected(answer: ReflectionAnswer) throws {
    var fetch = ReflectionImport()
    _ = try fetch.receive(.services(["a.A"]))
    #expect(throws: ReflectionFault.self) { try fetch.receive(answer) }
  }

  @Test("a list that is refused is an error that says why")
  func refused() {
    var fetch = ReflectionImport()
    let error = #expect(throws: ReflectionFault.self) {
      try fetch.receive(.failure(code: 16, message: "who are you?"))
    }
    #expect(error?.description.hasSuffix("UNAUTHENTICATED: who are you?") == true)
  }

  @Test("a server that sends without end is stopped")
  func bounded() throws {
    var fetch = ReflectionImport()
    _ = try fetch.receive(.services(["a.A"]))
    _ = try fetch.receive(.files([Self.file("0.proto", importing: "1.proto")]))
    let padding = [UInt8](repeating: 0, count: ReflectionImport.limit)
    #expect(throws: ReflectionFault.tooMuch) { try fetch.receive(.files([padding])) }
  }
}
