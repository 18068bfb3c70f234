import Bytes
import Messages

extension ScriptedConnection {
  /// Plays a reply; false when the connection is to end.
  func play(_ reply: ScriptedReply, toHead: Bool) async -> Bool {
    if reply.isHeld, await !waitToGo() {
      peerLeft()
      return false
    }
    guard await pause(milliseconds: reply.delayMilliseconds) else {
      peerLeft()
      return false
    }
    if reply.isSilent {
      await waitForEnd()
      peerLeft()
      return false
    }
    if let raw = reply.raw {
      _ = await write(raw)
      return false
    }
    let content = reply.isGzipped ? reply.content.gzipped : reply.content
    let head = Self.head(of: reply, length: content.count)
    // Head and content leave together, as those of a real server do.
    if case .bytes(let bytes) = content, !reply.isChunked, reply.cutAfter == nil,
      reply.contentDelayMilliseconds == 0
    {
      return await write(toHead ? head : head + bytes)
    }
    guard await write(head), await pause(milliseconds: reply.contentDelayMilliseconds) else {
      peerLeft()
      return false
    }
    return toHead ? true : await send(content, of: reply)
  }

  private func send(_ content: ScriptedReply.Content, of reply: ScriptedReply) async -> Bool {
    let count = min(content.count, reply.cutAfter ?? content.count)
    var position = 0
    while position < count {
      let size = min(count - position, reply.isChunked ? 4096 : 65536)
      let piece = content.piece(position..<position + size)
      guard await write(reply.isChunked ? Self.chunk(piece) : piece) else {
        peerLeft()
        return false
      }
      position += size
    }
    if reply.cutAfter != nil {
      reset()
      return false
    }
    return reply.isChunked ? await write([UInt8]("0\r\n\r\n".utf8)) : true
  }

  private static func chunk(_ piece: [UInt8]) -> [UInt8] {
    Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8)
  }

  private static func head(of reply: ScriptedReply, length: Int) -> [UInt8] {
    var text = "HTTP/1.1 \(reply.status) \(Status(reply.status).map { "\($0.reason)" } ?? "")\r\n"
    for field in reply.fields { text += "\(field.name): \(field.value)\r\n" }
    if reply.isGzipped { text += "Content-Encoding: gzip\r\n" }
    let forbidsContent = Status(reply.status)?.forbidsBody ?? false
    if reply.isChunked {
      text += "Transfer-Encoding: chunked\r\n"
    } else if !forbidsContent {
      text += "Content-Length: \(length)\r\n"
    }
    return Array("\(text)\r\n".utf8)
  }
}

extension ScriptedReply.Content {
  /// A part of the content.
  func piece(_ range: Range<Int>) -> [UInt8] {
    switch self {
    case .bytes(let bytes): Array(bytes[range])
    case .fill(let byte, _): [UInt8](repeating: byte, count: range.count)
    }
  }

  /// The content in the gzip format.
  var gzipped: ScriptedReply.Content {
    guard case .bytes(let bytes) = self else { return self }
    return .bytes(StoredGzip.encode(bytes))
  }
}
