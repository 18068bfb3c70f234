public import Messages

/// How the messages of a stream are written to a client that speaks no gRPC: one JSON text each, so
/// that the client has each one as soon as the server sent it.
public enum StreamForm: Sendable, CaseIterable {
  /// The elements of one JSON array.
  case array
  /// A line for each message.
  case ndjson
  /// An event for each message (WHATWG HTML §9.2).
  case serverSentEvents

  /// The `Content-Type` of a stream.
  public var contentType: StaticString {
    switch self {
    case .ndjson: "application/x-ndjson"
    case .serverSentEvents: "text/event-stream; charset=utf-8"
    case .array: "application/json; charset=utf-8"
    }
  }

  /// What a client asks for by `Accept`: the form it likes best, the array where it likes several
  /// as much, or says nothing of them.
  public init(accepting fields: HeaderFields) {
    var ranking = AcceptRanking()
    for index in 0..<fields.count where fields.entries[index].known == .accept {
      ranking.read(list: fields.storage.span.extracting(fields.valueRange(at: index)))
    }
    self = ranking.best
  }

  /// Begins a stream.
  func begin(_ output: inout [UInt8]) {
    if self == .array { output.append(0x5B) }
  }

  /// Appends a message; `isFirst` is true for none but the first.
  func append(_ json: [UInt8], isFirst: Bool, to output: inout [UInt8]) {
    switch self {
    case .ndjson:
      output.append(contentsOf: json)
      output.append(0x0A)
    case .serverSentEvents:
      output.append(contentsOf: "data: ".utf8)
      output.append(contentsOf: json)
      output.append(contentsOf: "\n\n".utf8)
    case .array:
      if !isFirst { output.append(0x2C) }
      output.append(contentsOf: json)
    }
  }

  /// Appends why a stream ends before its time: nothing else can tell a client that has a 200.
  func append(error json: [UInt8], isFirst: Bool, to output: inout [UInt8]) {
    if self == .serverSentEvents { output.append(contentsOf: "event: error\n".utf8) }
    append(json, isFirst: isFirst, to: &output)
  }

  /// Ends a stream.
  func end(_ output: inout [UInt8]) {
    if self == .array { output.append(0x5D) }
  }
}
