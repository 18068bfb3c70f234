import Bytes
public import Messages

/// Writes requests, answers and chunks (RFC 9112). Only validated types reach it, so what it writes
/// is one message. It alone writes the fields that frame a message or describe this connection:
/// such fields among those given are left out.
public enum HTTP1Writer {
  /// Writes the head of a request. `host` comes first, as RFC 9110 §7.2 asks, and is then the only
  /// one; without it, `Host` should be among the fields. Through a proxy the target is in absolute
  /// form (RFC 9112 §3.2.2).
  public static func writeRequest(
    method: Method, target: OriginFormTarget, host: FieldValue? = nil, fields: HeaderFields,
    framing: HTTP1BodyFraming, closes: Bool = false, through proxy: ProxyPassage? = nil,
    to output: inout [UInt8]
  ) {
    append(method, to: &output)
    output.append(ASCII.space)
    if proxy != nil, let host {
      output.append("http://")
      output.append(contentsOf: host.bytes)
    }
    output.append(contentsOf: target.bytes)
    output.append(" HTTP/1.1\r\n")
    if let host {
      output.append("Host: ")
      output.append(contentsOf: host.bytes)
      endLine(&output)
    }
    append(fields, withoutHost: host != nil, to: &output)
    if let authorization = proxy?.authorization {
      output.append("Proxy-Authorization: ")
      output.append(contentsOf: authorization.bytes)
      endLine(&output)
    }
    switch framing {
    case .none, .untilClose: break
    case .length(let length): appendLength(length, to: &output)
    case .chunked: output.append("Transfer-Encoding: chunked\r\n")
    }
    if closes { output.append("Connection: close\r\n") }
    endLine(&output)
  }

  /// Writes the head of an answer to a client that speaks `version`. `untilClose` goes with
  /// `closes`, but for an answer to HEAD. `adding` are fields of the writer's side, behind the
  /// others. `date` is the value of `Date`, empty for none; a date among the fields wins.
  public static func writeResponseHead(
    _ head: ResponseHead, adding: HeaderFields = HeaderFields(), framing: HTTP1BodyFraming,
    answering version: HTTPVersion, closes: Bool, date: Span<UInt8>, to output: inout [UInt8]
  ) {
    appendStatusLine(head.status, to: &output)
    append(head.fields, to: &output)
    append(adding, to: &output)
    if date.count > 0, head.fields.firstIndex(of: .date) == nil {
      output.append("Date: ")
      output.append(date)
      endLine(&output)
    }
    switch framing {
    case .none, .untilClose: break
    case .length(let length): appendLength(length, to: &output)
    case .chunked: output.append("Transfer-Encoding: chunked\r\n")
    }
    if closes {
      output.append("Connection: close\r\n")
    } else if version == .http10 {
      output.append("Connection: keep-alive\r\n")
    }
    endLine(&output)
  }

  /// Writes an interim answer, such as `100 Continue`.
  public static func writeInterim(_ status: Status, to output: inout [UInt8]) {
    appendStatusLine(status, to: &output)
    endLine(&output)
  }

  /// How an answer is delimited: `length` is that of its content, nil if it is not known yet. An
  /// answer to HEAD has the framing that GET would get; its body is not sent.
  public static func responseFraming(
    status: Status, version: HTTPVersion, length: UInt64?
  ) -> HTTP1BodyFraming {
    if status.forbidsBody { return .none }
    if let length { return .length(length) }
    return version == .http10 ? .untilClose : .chunked
  }

  private static func appendStatusLine(_ status: Status, to output: inout [UInt8]) {
    if status == .ok {
      output.append("HTTP/1.1 200 OK\r\n")
      return
    }
    output.append("HTTP/1.1 ")
    NumberText.append(UInt64(status.code), to: &output)
    output.append(ASCII.space)
    output.append(status.reason)
    endLine(&output)
  }

  private static func append(_ method: Method, to output: inout [UInt8]) {
    switch method {
    case .get: output.append("GET")
    case .post: output.append("POST")
    default: output.append(contentsOf: method.bytes)
    }
  }

  private static func appendLength(_ length: UInt64, to output: inout [UInt8]) {
    output.append("Content-Length: ")
    NumberText.append(length, to: &output)
    endLine(&output)
  }

  static func endLine(_ output: inout [UInt8]) {
    output.append(ASCII.carriageReturn)
    output.append(ASCII.lineFeed)
  }
}
