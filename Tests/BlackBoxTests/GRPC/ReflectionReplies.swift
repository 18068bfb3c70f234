import DragomanTesting
import Foundation

/// What a server with reflection answers, written by hand: the answers come in the order in which
/// the questions will.
struct ReflectionReplies {
  static let paths = [
    "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
    "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
  ]

  /// A field of a message: its number, the length, the bytes.
  static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    var output = [number << 3 | 2]
    var length = bytes.count
    while length > 0x7F {
      output.append(UInt8(length & 0x7F) | 0x80)
      length >>= 7
    }
    return output + [UInt8(length)] + bytes
  }

  static func field(_ number: UInt8, _ text: String) -> [UInt8] { field(number, Array(text.utf8)) }

  static func services(_ names: String...) -> [UInt8] {
    field(6, names.flatMap { field(1, field(1, $0)) })
  }

  static func files(_ files: [[UInt8]]) -> [UInt8] { field(4, files.flatMap { field(1, $0) }) }

  static func failure(_ code: UInt8, _ message: String) -> [UInt8] {
    field(7, [0x08, code] + field(2, message))
  }

  /// The files of a descriptor set, which is nothing but them.
  static func split(_ set: [UInt8]) -> [[UInt8]] {
    var files: [[UInt8]] = []
    var rest = set[...]
    while rest.popFirst() != nil {
      var (length, shift) = (0, 0)
      while let byte = rest.popFirst() {
        length |= Int(byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 { break }
      }
      files.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return files
  }

  /// Answers that begin at once, and a status behind them.
  static func stream(_ messages: [[UInt8]]) -> GRPCReply {
    var reply = GRPCReply.stream(messages)
    reply.isEager = true
    return reply
  }

  static func refusal(_ status: Int, _ message: String) -> GRPCReply {
    var reply = GRPCReply.failure(status, message)
    reply.isEager = true
    return reply
  }
}
