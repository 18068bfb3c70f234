import Foundation
import Testing

@Suite("dragoman grpc", .enabled(if: Workshop.has()))
struct GRPCCommandTests {
  private static let shop = Workshop.root.appending(path: "Fixtures/descriptors/shop.pb").path

  private func dragoman(_ arguments: String...) throws -> (status: Int32, out: String, err: String)
  {
    let program = try Program(try #require(Workshop.binary), ["grpc"] + arguments)
    let status = program.end()
    return (status, program.output, program.errors)
  }

  @Test("help is there for each command", arguments: ["list", "describe", "import", "config"])
  func help(command: String) throws {
    let (status, out, _) = try dragoman(command, "-h")
    #expect(status == 0)
    #expect(out.hasPrefix("Usage: dragoman grpc \(command)"))
    #expect(try dragoman().out.contains(command))
  }

  @Test("list prints services and methods")
  func list() throws {
    let (status, out, _) = try dragoman("list", Self.shop)
    #expect(status == 0)
    #expect(out.contains("shop.v1.Orders\n"))
    #expect(out.contains("Chat(stream shop.v1.Order) → stream shop.v1.Order"))
  }

  @Test(
    "describe takes full names and the ends of them",
    arguments: [
      ("shop.v1.Orders", "service shop.v1.Orders {"), ("shop.v1.Orders/Get", "rpc Get("),
      ("Get", "rpc Get("), ("shop.v1.Order", "message shop.v1.Order {"),
      ("Line", "message shop.v1.Order.Line {"), ("Status", "STATUS_UNSPECIFIED = 0;"),
    ])
  func describe(name: String, text: String) throws {
    let (status, out, _) = try dragoman("describe", Self.shop, name)
    #expect(status == 0)
    #expect(out.contains(text))
  }

  @Test("a misspelt name gets a suggestion")
  func misspelt() throws {
    let (status, _, err) = try dragoman("describe", Self.shop, "shop.v1.Ordres")
    #expect(status == 1)
    #expect(err.contains("Did you mean 'shop.v1.Order"))
    #expect(try dragoman("lsit").err.contains("dragoman help grpc"))
    #expect(try dragoman("import", "--tsl").err.contains("'--tsl'"))
  }

  @Test("a catalog that cannot be used is told, with the reason")
  func badCatalog() throws {
    #expect(try dragoman("list").status == 1)
    #expect(try dragoman("list", "absent.pb").err.contains("absent.pb"))
    let folder = try Workshop.makeFolder()
    let broken = folder.appending(path: "broken.pb")
    try Data("no descriptor".utf8).write(to: broken)
    #expect(try dragoman("list", broken.path).err.contains("the catalog cannot be used"))
  }

  @Test("config prints what check accepts without a word", arguments: [[], ["--expose"]])
  func config(flags: [String]) throws {
    let program = try Program(
      try #require(Workshop.binary),
      ["grpc", "config", Self.shop, "Orders", "--host", "127.0.0.1:50051"] + flags)
    #expect(program.end() == 0)
    let file = try Workshop.makeFolder().appending(path: "krakend.json")
    try Data(program.output.utf8).write(to: file)
    let check = try Program(try #require(Workshop.binary), ["check", "-c", file.path])
    #expect(check.end() == 0)
    #expect(check.errors == "")
    #expect(check.output.contains("Syntax OK!"))
    let (status, out, _) = try dragoman("list", "-c", file.path)
    #expect(status == 0)
    #expect(out.hasPrefix("shop.v1.Orders"))
  }
}
