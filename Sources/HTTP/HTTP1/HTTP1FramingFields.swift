import Bytes
import Messages

/// What the fields of one head say about framing and connection (RFC 9112 §6, §9.3), read in one
/// pass. Anything that two parsers could read in two ways is a violation.
struct HTTP1FramingFields {
  private(set) var contentLength: UInt64?
  private(set) var isChunked = false
  private(set) var hasClose = false
  private(set) var hasKeepAlive = false
  private(set) var hosts = 0
  private(set) var hasValidHost = false
  private(set) var expectsContinue = false
  private(set) var expectsOther = false

  /// Reads the fields of a head in this version.
  init(_ fields: HeaderFields, version: HTTPVersion) throws(HTTP1Violation) {
    var codings = HTTP1TransferCodings()
    let storage = fields.storage.span
    let entries = fields.entries.span
    for index in 0..<entries.count {
      let entry = entries[index]
      switch entry.known {
      case .host, .contentLength, .transferEncoding, .connection, .expect:
        let start = Int(entry.valueStart)
        let value = storage.extracting(start..<start + Int(entry.valueLength))
        try take(entry.known, value, &codings)
      default: break
      }
    }
    guard codings.isPresent else { return }
    if contentLength != nil { throw .contentLengthWithTransferEncoding }
    if version == .http10 { throw .transferEncodingInHTTP10 }
    try codings.check()
    isChunked = true
  }

  private mutating func take(
    _ field: KnownField, _ value: Span<UInt8>, _ codings: inout HTTP1TransferCodings
  ) throws(HTTP1Violation) {
    switch field {
    case .host:
      hosts += 1
      hasValidHost = Authority.isValid(value)
    case .contentLength:
      guard contentLength == nil else { throw .severalContentLengths }
      contentLength = try HTTP1FramingFields.length(value)
    case .transferEncoding: codings.add(value)
    case .connection: takeConnection(value)
    default: takeExpectation(value)
    }
  }

  private mutating func takeConnection(_ value: Span<UInt8>) {
    var cursor = 0
    while let member = FieldList.next(value, from: &cursor) {
      let option = value.extracting(member)
      if option.equalsIgnoringCase(lower: "close") {
        hasClose = true
      } else if option.equalsIgnoringCase(lower: "keep-alive") {
        hasKeepAlive = true
      }
    }
  }

  private mutating func takeExpectation(_ value: Span<UInt8>) {
    var cursor = 0
    while let member = FieldList.next(value, from: &cursor) {
      if value.extracting(member).equalsIgnoringCase(lower: "100-continue") {
        expectsContinue = true
      } else if !member.isEmpty {
        expectsOther = true
      }
    }
  }

  /// One decimal number; leading zeros are digits like any (RFC 9110 §8.6).
  private static func length(_ value: Span<UInt8>) throws(HTTP1Violation) -> UInt64 {
    guard value.count > 0 else { throw .invalidContentLength }
    var start = 0
    for index in 0..<value.count {
      if value[index] == ASCII.comma { throw .severalContentLengths }
      guard ASCII.isDigit(value[index]) else { throw .invalidContentLength }
      if start == index, value[index] == ASCII.zero, index + 1 < value.count { start += 1 }
    }
    guard let number = NumberText.decimal(value.extracting(start..<value.count)) else {
      throw .contentLengthTooLarge
    }
    return number
  }

  /// Whether the connection stays open after this message (RFC 9112 §9.3).
  func keepsAlive(_ version: HTTPVersion) -> Bool {
    !hasClose && (version > .http10 || hasKeepAlive)
  }
}
