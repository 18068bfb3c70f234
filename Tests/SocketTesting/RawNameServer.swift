import Glibc
import Synchronization

/// A name server on a free port of 127.0.0.1 (UDP) that answers every question alike: with the
/// question, and the records that it was given.
public final class RawNameServer: Sendable {
  /// A server of a service.
  public struct Record: Sendable {
    let numbers: [UInt16]
    let target: String

    /// Puts a record together.
    public init(_ priority: UInt16, _ weight: UInt16, _ port: UInt16, _ target: String) {
      numbers = [priority, weight, port]
      self.target = target
    }
  }

  private let descriptor: Int32
  /// The port.
  public let port: UInt16
  private let content: Mutex<(code: UInt8, records: [Record])>

  /// Begins to answer.
  public init(_ records: [Record], code: UInt8 = 0) throws {
    content = Mutex((code, records))
    let descriptor = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    self.descriptor = descriptor
    guard withLoopback(port: 0, { bind(descriptor, $0, $1) }) == 0 else {
      throw RawSocketError(call: "bind", code: errno)
    }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        getsockname(descriptor, $0, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { Glibc.close(descriptor) }

  /// Answers one question; blocks until it comes.
  public func answerOnce() {
    var question = [UInt8](repeating: 0, count: 1024)
    var peer = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let count = withUnsafeMutablePointer(to: &peer) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        recvfrom(descriptor, &question, question.count, 0, $0, &length)
      }
    }
    guard count > 12 else { return }
    let answer = answer(to: Array(question.prefix(count)))
    _ = withUnsafePointer(to: &peer) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, answer, answer.count, 0, $0, length)
      }
    }
  }

  private func answer(to question: [UInt8]) -> [UInt8] {
    let (code, records) = content.withLock { $0 }
    // The name, type and class that were asked for; what follows (EDNS) is not repeated.
    let nameEnd = question[12...].firstIndex(of: 0).map { $0 + 5 } ?? question.count
    var message = Array(question.prefix(2)) + [0x81, 0x80 | code, 0, 1]
    message += [UInt8(records.count >> 8), UInt8(records.count & 255), 0, 0, 0, 0]
    message += question[12..<min(nameEnd, question.count)]
    for record in records {
      var data = record.numbers.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
      for label in record.target.split(separator: ".") {
        data += [UInt8(label.utf8.count)] + Array(label.utf8)
      }
      data.append(0)
      message += [0xC0, 12, 0, 33, 0, 1, 0, 0, 0, 30, 0, UInt8(data.count)] + data
    }
    return message
  }
}
