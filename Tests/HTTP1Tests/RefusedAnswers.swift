import HTTP

/// Answers that break a rule.
enum RefusedAnswers {
  static let all = heads + bodies

  private static func with(_ fields: String, _ body: String = "") -> String {
    "HTTP/1.1 200 OK\r\n\(fields)\r\n\r\n\(body)"
  }

  private static let heads: [Refusal] = [
    Refusal("no status line", .malformedStatusLine, "hello\r\n"),
    Refusal("an empty line", .malformedStatusLine, "\r\nHTTP/1.1 200 OK\r\n"),
    Refusal("a tab behind the version", .malformedStatusLine, "HTTP/1.1\t200 OK\r\n"),
    Refusal("two digits in a version", .malformedStatusLine, "HTTP/1.01 200 OK\r\n"),
    Refusal("another protocol", .invalidVersion, "RTSP/1.0 200 OK\r\n"),
    Refusal("major version 2", .unsupportedVersion, "HTTP/2.0 200 OK\r\n"),
    Refusal("two digits", .malformedStatusLine, "HTTP/1.1 20\r\n"),
    Refusal("four digits", .invalidStatusCode, "HTTP/1.1 2000 OK\r\n"),
    Refusal("a code that is no number", .invalidStatusCode, "HTTP/1.1 2x0 OK\r\n"),
    Refusal("a code above 599", .invalidStatusCode, "HTTP/1.1 600 Odd\r\n"),
    Refusal("a code below 100", .invalidStatusCode, "HTTP/1.1 099 Odd\r\n"),
    Refusal("a tab behind the code", .invalidStatusCode, "HTTP/1.1 200\tOK\r\n"),
    Refusal("NUL in the phrase", .controlCharacter, "HTTP/1.1 200 O\0K\r\n"),
    Refusal("a bare LF", .bareLineFeed, "HTTP/1.1 200 OK\nA: b\n\n"),
    Refusal("a folded field", .obsoleteLineFolding, "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n"),
    Refusal(
      "a head that never ends", .headTooLarge, with(String(repeating: "A: b\r\n", count: 99)),
      limits: HTTP1Limits(maxHeadBytes: 100)),
    Refusal(
      "a status line that never ends", .headTooLarge,
      "HTTP/1.1 200 " + String(repeating: "a", count: 400),
      limits: HTTP1Limits(maxTargetBytes: 0)),
    Refusal(
      "more fields than allowed", .tooManyFields, with("A: b\r\nA: b\r\nA: b"),
      limits: HTTP1Limits(maxFieldCount: 2)),
    Refusal(
      "an upgrade that nobody asked for", .switchingProtocols,
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"),
    Refusal(
      "interim answers without end", .tooManyInterimAnswers,
      String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 20)),
  ]

  private static let bodies: [Refusal] = [
    Refusal("two lengths", .severalContentLengths, with("Content-Length: 1\r\nContent-Length: 2")),
    Refusal("a list of lengths", .severalContentLengths, with("Content-Length: 1, 1", "a")),
    Refusal("a length that is no number", .invalidContentLength, with("Content-Length: a")),
    Refusal(
      "length beside chunks", .contentLengthWithTransferEncoding,
      with("Content-Length: 1\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
    Refusal(
      "chunks in HTTP/1.0", .transferEncodingInHTTP10,
      "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
    Refusal("another coding", .chunkedNotFinal, with("Transfer-Encoding: gzip")),
    Refusal(
      "another coding first", .unknownTransferCoding, with("Transfer-Encoding: gzip, chunked")),
    Refusal("a bad chunk size", .invalidChunkSize, with("Transfer-Encoding: chunked", "z\r\n")),
    Refusal("nothing at all", .truncated, ""),
    Refusal("half a status line", .truncated, "HTTP/1.1 2"),
    Refusal("a line end cut in two", .truncated, "HTTP/1.1 200 OK\r"),
    Refusal("half a head", .truncated, "HTTP/1.1 200 OK\r\nA: b\r\n"),
    Refusal("less content than announced", .truncated, with("Content-Length: 5", "1234")),
    Refusal(
      "chunks without a last one", .truncated, with("Transfer-Encoding: chunked", "1\r\na\r\n")),
    Refusal("a last chunk without an end", .truncated, with("Transfer-Encoding: chunked", "0\r\n")),
    Refusal("an interim answer alone", .truncated, "HTTP/1.1 100 Continue\r\n\r\n"),
  ]
}
