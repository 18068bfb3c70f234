import Bytes
import Messages

/// The fields that a client's `Connection` names: they end at this hop (RFC 9110 §7.6.1).
struct ConnectionOptions {
  private var names: [Range<Int>] = []

  /// Reads all lines of `Connection`; `close` and `keep-alive` name no fields.
  init(of fields: HeaderFields) throws(CallRefusal) {
    var line = fields.firstIndex(of: .connection)
    while let index = line {
      try read(fields.storage.span, fields.valueRange(at: index))
      line = fields.firstIndex(of: .connection, from: index + 1)
    }
  }

  private mutating func read(_ text: Span<UInt8>, _ value: Range<Int>) throws(CallRefusal) {
    let list = text.extracting(value)
    var cursor = 0
    while let member = FieldList.next(list, from: &cursor) {
      let name = list.extracting(member)
      if name.count == 0 || ConnectionOptions.isPlain(name) { continue }
      names.append(member.lowerBound + value.lowerBound..<member.upperBound + value.lowerBound)
      if names.count > HeaderSelection.connectionOptionLimit { throw .tooManyConnectionOptions }
    }
  }

  private static let close = [UInt8]("close")
  private static let keepAlive = [UInt8]("keep-alive")

  private static func isPlain(_ name: Span<UInt8>) -> Bool {
    ASCII.equalsIgnoringCase(name, keepAlive.span) || ASCII.equalsIgnoringCase(name, close.span)
  }

  /// Whether field `index` is named.
  func name(_ fields: HeaderFields, at index: Int) -> Bool {
    guard !names.isEmpty else { return false }
    let text = fields.storage.span
    let name = text.extracting(fields.nameRange(at: index))
    for range in names where ASCII.equalsIgnoringCase(text.extracting(range), name) { return true }
    return false
  }
}
