import Configuration
import DragomanTesting
import Foundation
import PythonTesting
import Testing

@Suite("Starting with gRPC backends")
struct StartTests {
  private func complaint(_ endpoint: String, catalog: String = RealServer.catalog) throws -> String
  {
    do {
      _ = try Trial(endpoint, before: "127.0.0.1:11", catalog: catalog)
      return "it started"
    } catch let error as ConfigurationError {
      return "\(error)"
    }
  }

  @Test(
    "GRPC-D7: a method that the catalog lacks stops the start, with what may be meant",
    arguments: [
      ("/trial.v1.Trial/Ecko", "has no method 'Ecko'", "did you mean Echo?"),
      ("/trial.v1.Trail/Echo", "has no service 'trial.v1.Trail'", "did you mean trial.v1.Trial?"),
    ])
  func unknown(path: String, words: String, suggestion: String) throws {
    let text = try complaint(Trial.endpoint("/e", path))
    #expect(text.contains(words) && text.contains(suggestion), "\(text)")
  }

  @Test("GRPC-D7: a mapping to a field that the message lacks stops the start")
  func mapping() throws {
    let text = try complaint(
      Trial.endpoint("/e/{id}", "Echo", #""input_mapping": {"Id": "place.cyty"}"#))
    #expect(text.contains("place.cyty") || text.contains("cyty"), "\(text)")
  }

  @Test("GRPC-1, GRPC-D7: a catalog that is none stops the start")
  func catalog() throws {
    let root = RealServer.root.appending(path: "Package.swift").path
    #expect(try complaint(Trial.endpoint("/e", "Echo"), catalog: root).contains("Package.swift"))
    let none = try complaint(Trial.endpoint("/e", "Echo"), catalog: "/nowhere/at.pb")
    #expect(none.contains("/nowhere/at.pb"))
  }

  @Test("GRPC-1: a folder of sets is a catalog, too")
  func folder() throws {
    let folder = RealServer.root.appending(path: "Fixtures/descriptors").path
    #expect(try complaint(Trial.endpoint("/e", "Echo"), catalog: folder) == "it started")
  }

  @Test("GRPC-D8: no-op with a gRPC backend stops the start")
  func noOp() throws {
    let text = try complaint(Trial.endpoint("/e", "Echo", "", #""output_encoding": "no-op""#))
    #expect(text.contains("no-op"), "\(text)")
  }
}
