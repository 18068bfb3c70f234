import Bytes

/// A place in a message of the DNS that moves on as it is read (RFC 1035 §4.1).
struct DNSReader {
  struct Header {
    var isResponse: Bool
    var code: UInt8
    var questions: Int
    var answers: Int
  }

  /// The most bytes of a name on the wire (RFC 1035 §3.1).
  private static let maxName = 255

  private let message: [UInt8]
  /// Never beyond the end of the message.
  private(set) var position = 0

  init(_ message: [UInt8]) { self.message = message }

  mutating func header() throws(ServiceAnswer.Fault) -> Header {
    try skip(2)
    let flags = try number()
    let questions = try number()
    let answers = try number()
    try skip(4)
    return Header(
      isResponse: flags & 0x8000 != 0, code: UInt8(truncatingIfNeeded: flags & 15),
      questions: questions, answers: answers)
  }

  mutating func skip(_ count: Int) throws(ServiceAnswer.Fault) {
    guard count <= message.count - position else { throw .malformed }
    position += count
  }

  /// Sixteen bits.
  mutating func number() throws(ServiceAnswer.Fault) -> Int {
    let start = position
    try skip(2)
    return Int(message[start]) << 8 | Int(message[start + 1])
  }

  mutating func skipName() throws(ServiceAnswer.Fault) { _ = try name() }

  /// The labels of a name. A pointer leads to a place before everything that the name has used so
  /// far (RFC 1035 §4.1.4), so that no name can loop.
  mutating func name() throws(ServiceAnswer.Fault) -> [ArraySlice<UInt8>] {
    var labels: [ArraySlice<UInt8>] = []
    var length = 1
    var place = position
    var earliest = position
    var end: Int?
    var jumps = 0
    while place < message.count {
      let head = Int(message[place])
      switch head >> 6 {
      case 0 where head == 0:
        position = end ?? place + 1
        return labels
      case 0:
        length += head + 1
        guard head < message.count - place, length <= DNSReader.maxName else { throw .malformed }
        labels.append(message[place + 1...place + head])
        place += head + 1
      case 3:
        guard place + 1 < message.count else { throw .malformed }
        let target = (head & 0x3F) << 8 | Int(message[place + 1])
        jumps += 1
        // A name has at most 127 labels (RFC 1035 §2.3.4), and needs no more pointers.
        guard target < earliest, jumps <= 127 else { throw .malformed }
        end = end ?? place + 2
        earliest = target
        place = target
      default: throw .malformed
      }
    }
    throw .malformed
  }
}
