import Bytes

/// An answer of a name server to a question for SRV records (RFC 1035 §4, RFC 2782). Whatever the
/// bytes are, reading stays inside of them and ends.
public struct ServiceAnswer: Sendable, Equatable {
  /// What is wrong with an answer.
  public enum Fault: Error, Equatable, Sendable {
    /// It ends too early, or names loop.
    case malformed
    /// The name server refuses: its code of response (RFC 1035 §4.1.1).
    case refused(code: UInt8)
  }

  /// The most records that are taken; the rest is passed over.
  public static let maxRecords = 1024
  private static let typeSRV = 33
  private static let classInternet = 1

  /// The servers, in the order of the answer. Those without a port or a usable name are left out:
  /// `.` says that there is no such service.
  public let records: [ServiceRecord]

  /// Reads a message.
  public init(_ message: [UInt8]) throws(Fault) {
    var reader = DNSReader(message)
    let header = try reader.header()
    guard header.isResponse else { throw .malformed }
    guard header.code == 0 else { throw .refused(code: header.code) }
    for _ in 0..<header.questions {
      try reader.skipName()
      try reader.skip(4)
    }
    var records: [ServiceRecord] = []
    for _ in 0..<header.answers {
      let record = try ServiceAnswer.record(&reader)
      if let record, records.count < ServiceAnswer.maxRecords { records.append(record) }
    }
    self.records = records
  }

  /// One record: name, type, class, time to live, length, data. Nil for other types.
  private static func record(_ reader: inout DNSReader) throws(Fault) -> ServiceRecord? {
    try reader.skipName()
    let type = try reader.number()
    let kind = try reader.number()
    try reader.skip(4)
    let length = try reader.number()
    let end = reader.position + length
    guard type == typeSRV, kind == classInternet else {
      try reader.skip(length)
      return nil
    }
    let priority = try reader.number()
    let weight = try reader.number()
    let port = try reader.number()
    let target = try reader.name()
    guard reader.position == end else { throw .malformed }
    guard port > 0, let target = hostName(target) else { return nil }
    return ServiceRecord(
      priority: UInt16(truncatingIfNeeded: priority), weight: UInt16(truncatingIfNeeded: weight),
      port: UInt16(truncatingIfNeeded: port), target: target)
  }

  /// The labels as a name that can stand in `Host`; nil if it cannot, or is empty.
  private static func hostName(_ labels: [ArraySlice<UInt8>]) -> String? {
    guard !labels.isEmpty, labels.allSatisfy({ $0.allSatisfy(isHostByte) }) else { return nil }
    let name = labels.joined(separator: [ASCII.dot]).map(ASCII.lowercased)
    return String(decoding: name, as: UTF8.self)
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x2D || byte == 0x5F
  }
}
