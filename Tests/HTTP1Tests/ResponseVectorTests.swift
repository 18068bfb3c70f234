import Foundation
import HTTP
import Testing

/// The raw backend answers of other projects' suites.
@Suite struct ResponseVectorTests {
  struct File: Decodable { let cases: [Case] }
  struct Case: Decodable {
    let id: String
    let expect: String
    let status: Int?
    let rawB64: String
  }

  static let cases: [(Case, [UInt8])] = {
    guard let data = SharedSuites.data("suites/data/h1/h1_responses.json"),
      let file = try? SharedSuites.decoder.decode(File.self, from: data)
    else { return [] }
    return file.cases.compactMap { entry in
      Data(base64Encoded: entry.rawB64).map { (entry, Array($0)) }
    }
  }()

  @Test("every answer vector gets the verdict of a strict reader")
  func verdicts() {
    for (entry, bytes) in ResponseVectorTests.cases {
      let trace = ResponseTrace.of(bytes)
      switch entry.expect {
      case "accept":
        #expect(trace.status == entry.status, "\(entry.id)")
        #expect(trace.events.violation == nil, "\(entry.id)")
      case "reject": #expect(trace.events.violation != nil, "\(entry.id): \(trace.events)")
      default: break
      }
    }
  }

  @Test("every answer vector gives the same events however its bytes are split")
  func splits() {
    for (entry, bytes) in ResponseVectorTests.cases {
      let whole = ResponseTrace.of(bytes)
      let bytewise = ResponseTrace.of(bytes, splitAt: Array(0..<bytes.count))
      #expect(bytewise.events == whole.events, "\(entry.id)")
      #expect(bytewise.leftOver == whole.leftOver || whole.events.violation != nil, "\(entry.id)")
      for split in 0...bytes.count {
        let events = ResponseTrace.of(bytes, splitAt: [split]).events
        if events != whole.events { Issue.record("\(entry.id) differs when split at \(split)") }
      }
    }
  }
}
