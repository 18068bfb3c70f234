import Foundation
import HTTP
import Testing

/// The raw request streams of other projects' suites.
@Suite struct RequestVectorTests {
  struct File: Decodable { let cases: [Case] }
  struct Case: Decodable {
    let id: String
    let expect: String
    let level: String
    let completeRequests: Int
    let rawB64: String
  }

  static let cases: [(Case, [UInt8])] = {
    guard let data = SharedSuites.data("suites/data/h1/h1_requests.json"),
      let file = try? SharedSuites.decoder.decode(File.self, from: data)
    else { return [] }
    return file.cases.compactMap { entry in
      Data(base64Encoded: entry.rawB64).map { (entry, Array($0)) }
    }
  }()

  @Test("every request vector gets the verdict of RFC 9112")
  func verdicts() {
    var soft: [String] = []
    for (entry, bytes) in RequestVectorTests.cases {
      let events = RequestTrace.of(bytes)
      guard !isRight(entry, events) else { continue }
      if entry.level == "should" {
        soft.append(entry.id)
      } else {
        Issue.record("\(entry.id): \(events)")
      }
    }
    #expect(soft.isEmpty)
  }

  private func isRight(_ entry: Case, _ events: [Trace]) -> Bool {
    let wanted = entry.completeRequests
    return switch entry.expect {
    case "accept": events.violation == nil && events.messages == wanted
    case "reject": events.violation != nil && events.messages <= wanted
    case "wait": events.messages <= wanted
    default: true
    }
  }

  @Test("every request vector gives the same events however its bytes are split")
  func splits() {
    for (entry, bytes) in RequestVectorTests.cases {
      let whole = RequestTrace.of(bytes)
      #expect(RequestTrace.of(bytes, splitAt: Array(0..<bytes.count)) == whole, "\(entry.id)")
      guard bytes.count < 2000 else { continue }
      for split in 0...bytes.count where RequestTrace.of(bytes, splitAt: [split]) != whole {
        Issue.record("\(entry.id) differs when split at \(split)")
      }
    }
  }
}
