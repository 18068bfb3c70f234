import HTTP
import Messages

/// What a parser said about a stream, in a form that can be compared: adjacent body ranges are one.
enum Trace: Equatable, CustomStringConvertible {
  case head(String)
  case informational(String)
  case body([UInt8])
  case end(trailers: String)
  case reject(HTTP1Violation)

  var description: String {
    switch self {
    case .head(let text): "head(\(text))"
    case .informational(let text): "informational(\(text))"
    case .body(let bytes): "body(\(String(decoding: bytes, as: UTF8.self)))"
    case .end(let trailers): "end(\(trailers))"
    case .reject(let violation): "reject(\(violation))"
    }
  }
}

extension [Trace] {
  mutating func addBody(_ bytes: some Sequence<UInt8>) {
    if case .body(let before) = last {
      self[count - 1] = .body(before + bytes)
    } else {
      append(.body([UInt8](bytes)))
    }
  }

  var violation: HTTP1Violation? {
    for case .reject(let violation) in self { return violation }
    return nil
  }

  /// The content of all messages together.
  var content: String {
    var text = ""
    for case .body(let bytes) in self { text += String(decoding: bytes, as: UTF8.self) }
    return text
  }

  /// How many messages are complete.
  var messages: Int {
    count { if case .end = $0 { true } else { false } }
  }
}

/// Text of fields, as on the wire with `|` for line ends.
func text(_ fields: HeaderFields) -> String {
  var bytes: [UInt8] = []
  fields.write(to: &bytes)
  return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "|")
}
