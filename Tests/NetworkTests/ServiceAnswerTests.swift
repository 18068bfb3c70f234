import Foundation
import Network
import ServiceAnswerFuzzing
import SocketTesting
import Testing

@Suite("Answers about services", .timeLimit(.minutes(1)))
struct ServiceAnswerTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/fuzz/ServiceAnswer/seeds")

  private static func message(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  @Test("LB-2: SRV records are read, compressed names and aliases included")
  func reads() throws {
    #expect(
      try ServiceAnswer(try Self.message("one")).records
        == [ServiceRecord(priority: 0, weight: 1, port: 8080, target: "a.internal")])
    #expect(
      try ServiceAnswer(try Self.message("several")).records.map(\.weight) == [100, 500, 0])
    #expect(
      try ServiceAnswer(try Self.message("several")).records.map(\.target)
        == ["a.internal", "b.internal", "c_1.x-y"])
    #expect(try ServiceAnswer(try Self.message("cname")).records.map(\.target) == ["a"])
    #expect(try ServiceAnswer(try Self.message("noquestion")).records.count == 1)
  }

  @Test("no service, no name and no port are left out", arguments: ["none", "root", "badname"])
  func unusable(name: String) throws {
    #expect(try ServiceAnswer(try Self.message(name)).records == [])
  }

  @Test("refusals, questions and loops are errors")
  func refuses() throws {
    #expect(throws: ServiceAnswer.Fault.refused(code: 5)) {
      try ServiceAnswer(try Self.message("refused"))
    }
    #expect(throws: ServiceAnswer.Fault.malformed) { try ServiceAnswer(try Self.message("loop")) }
    var question = try Self.message("one")
    question[2] = 0x01
    #expect(throws: ServiceAnswer.Fault.malformed) { try ServiceAnswer(question) }
  }

  @Test("every answer that ends too early is an error")
  func truncated() throws {
    for name in ["one", "several", "cname"] {
      let message = try Self.message(name)
      for end in 0..<message.count {
        #expect(throws: ServiceAnswer.Fault.malformed) { try ServiceAnswer(Array(message[..<end])) }
      }
    }
  }

  @Test("every answer kept by the fuzzer, and each with a byte damaged, keeps the properties")
  func replay() throws {
    let files = try FileManager.default.subpathsOfDirectory(
      atPath: Self.folder.deletingLastPathComponent().path)
    for file in files {
      let url = Self.folder.deletingLastPathComponent().appending(path: file)
      guard !url.hasDirectoryPath, let data = try? Data(contentsOf: url) else { continue }
      let bytes = [UInt8](data)
      #expect(fuzzServiceAnswer(bytes.span) == nil, "\(file)")
      for index in bytes.indices {
        for value in [0, 1, 0x3F, 0xC0, 0xFF] as [UInt8] {
          var damaged = bytes
          damaged[index] = value
          #expect(fuzzServiceAnswer(damaged.span) == nil, "\(file) \(index) \(value)")
        }
      }
    }
  }

  @Test("LB-2: a name server is asked for SRV records")
  func asks() throws {
    let server = try RawNameServer([.init(1, 20, 80, "B.example"), .init(0, 5, 81, "c")])
    try Thread(name: "names") { server.answerOnce() }.detach()
    let resolver = DNSServiceResolver(server: SocketAddress(ip: "127.0.0.1", port: server.port))
    #expect(
      try resolver.records(of: "_http._tcp.users.internal.")
        == [
          ServiceRecord(priority: 1, weight: 20, port: 80, target: "b.example"),
          ServiceRecord(priority: 0, weight: 5, port: 81, target: "c"),
        ])
  }

  @Test("a name without servers is a failure that says so")
  func none() throws {
    let server = try RawNameServer([], code: 3)
    try Thread(name: "names") { server.answerOnce() }.detach()
    let resolver = DNSServiceResolver(server: SocketAddress(ip: "127.0.0.1", port: server.port))
    let failure = #expect(throws: ResolutionFailure.self) {
      try resolver.records(of: "_no._tcp.users.internal.")
    }
    #expect(failure?.description == "lookup _no._tcp.users.internal.: no such name")
  }
}
