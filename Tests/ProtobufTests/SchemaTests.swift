import Protobuf
import Testing

@Suite struct SchemaTests {
  @Test func aMethodIsFoundByThePathOfItsCalls() {
    let empty = MessageType(
      name: "google.protobuf.Empty", file: "google/protobuf/empty.proto", fields: [],
      wellKnown: .empty)
    let ping = MethodType(
      name: "Ping", path: "/a.B/Ping", input: MessageID(index: 0), output: MessageID(index: 0))
    let schema = Schema(
      messages: [empty], enums: [],
      services: [ServiceType(name: "a.B", file: "a.proto", methods: [ping])])
    #expect(schema.method(path: "/a.B/Ping")?.name == "Ping")
    for path in ["a.B/Ping", "/a.B/Pong", "/a.B/Ping/", "/a.C/Ping", "", "/"] {
      #expect(schema.method(path: path) == nil)
    }
  }
}
