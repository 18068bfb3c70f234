import HTTP
import Messages

/// One answer, interim or final, as the parser told it.
struct ReadAnswer: Equatable {
  let status: Status
  let version: HTTPVersion
  let framing: HTTP1ResponseFraming?
  let fields: [ReadField]
  var content: [UInt8] = []
  /// The trailers, once the answer is complete.
  var trailers: [ReadField]?
}

/// A field apart from its section.
struct ReadField: Equatable {
  let name: [UInt8]
  let value: [UInt8]
  let known: KnownField

  static func all(_ fields: HeaderFields) -> [ReadField] {
    (0..<fields.count).map { index in
      ReadField(
        name: Array(fields.storage[fields.nameRange(at: index)]),
        value: Array(fields.storage[fields.valueRange(at: index)]),
        known: fields.entries[index].known)
    }
  }
}
