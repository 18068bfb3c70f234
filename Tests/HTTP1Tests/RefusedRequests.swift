import HTTP

/// Requests that break a rule.
enum RefusedRequests {
  static let all = lines + startLines + fields + hosts + framing + chunks

  private static func with(_ fields: String, _ body: String = "") -> String {
    "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(body)"
  }

  private static func chunked(_ body: String) -> String {
    with("Transfer-Encoding: chunked", body)
  }

  private static let lines: [Refusal] = [
    Refusal("a bare LF ends no line", .bareLineFeed, "GET / HTTP/1.1\nHost: a\r\n\r\n"),
    Refusal("a bare LF ends no field", .bareLineFeed, "GET / HTTP/1.1\r\nHost: a\nB: c\r\n\r\n"),
    Refusal("a bare LF before the request is no empty line", .bareLineFeed, "\nGET / HTTP/1.1\r\n"),
    Refusal("CR without LF ends no line", .bareCarriageReturn, "GET / HTTP/1.1\rHost: a\r\n\r\n"),
    Refusal("CR CR LF ends no line", .bareCarriageReturn, "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n"),
    Refusal("CR in a value is refused", .bareCarriageReturn, "GET / HTTP/1.1\r\nA: b\rc\r\n\r\n"),
    Refusal("NUL is refused", .controlCharacter, "GET / HTTP/1.1\r\nA: b\0c\r\n\r\n"),
    Refusal("DEL is refused", .controlCharacter, "GET / HTTP/1.1\r\nA: \u{7F}\r\n\r\n"),
    Refusal("TLS on a plain port is refused at once", .controlCharacter, "\u{16}\u{3}\u{1}"),
    Refusal("three empty lines are too many", .tooManyEmptyLines, "\r\n\r\n\r\nGET / HTTP/1.1\r\n"),
  ]

  private static let startLines: [Refusal] = [
    Refusal("a line without blanks is no request", .malformedRequestLine, "GET/HTTP/1.1\r\n"),
    Refusal("HTTP/0.9 is not spoken", .malformedRequestLine, "GET /\r\n"),
    Refusal("two blanks are one too many", .invalidTarget, "GET  HTTP/1.1\r\n"),
    Refusal("a blank in the target", .invalidVersion, "GET /a b HTTP/1.1\r\n"),
    Refusal("a blank behind the version", .invalidVersion, "GET / HTTP/1.1 \r\n"),
    Refusal("a tab for a blank", .malformedRequestLine, "GET\t/\tHTTP/1.1\r\n"),
    Refusal("a method that is no token", .invalidMethod, "G(T / HTTP/1.1\r\n"),
    Refusal("a blank before the method", .invalidMethod, " GET / HTTP/1.1\r\n"),
    Refusal("a lower-case protocol name", .invalidVersion, "GET / http/1.1\r\n"),
    Refusal("two digits in a version", .invalidVersion, "GET / HTTP/1.10\r\n"),
    Refusal("another protocol", .invalidVersion, "GET / RTSP/1.0\r\n"),
    Refusal("major version 2 has its own preface", .unsupportedVersion, "PRI * HTTP/2.0\r\n"),
    Refusal("major version 0", .unsupportedVersion, "GET / HTTP/0.9\r\n"),
    Refusal("a relative target", .invalidTarget, "GET a/b HTTP/1.1\r\n"),
    Refusal("a fragment", .invalidTarget, "GET /a#b HTTP/1.1\r\n"),
    Refusal("a backslash", .invalidTarget, "GET /a\\b HTTP/1.1\r\n"),
    Refusal("an asterisk without OPTIONS", .invalidTarget, "GET * HTTP/1.1\r\n"),
    Refusal("another scheme", .invalidTarget, "GET ftp://a/ HTTP/1.1\r\n"),
    Refusal("an empty authority", .invalidTarget, "GET http:///a HTTP/1.1\r\n"),
    Refusal("user information", .invalidTarget, "GET http://u@a/ HTTP/1.1\r\n"),
    Refusal("CONNECT with a path", .invalidTarget, "CONNECT /a HTTP/1.1\r\n"),
    Refusal("CONNECT without a port", .invalidTarget, "CONNECT a HTTP/1.1\r\n"),
    Refusal(
      "a target beyond its limit", .targetTooLong, "GET /123456789 HTTP/1.1\r\n",
      limits: HTTP1Limits(maxTargetBytes: 9)),
    Refusal(
      "a target that never ends", .targetTooLong, "GET /" + String(repeating: "a", count: 600),
      limits: HTTP1Limits(maxTargetBytes: 9)),
    Refusal(
      "a method that never ends", .invalidMethod, String(repeating: "a", count: 600),
      limits: HTTP1Limits(maxTargetBytes: 9)),
    Refusal(
      "no method at all", .invalidMethod, " " + String(repeating: "a", count: 600),
      limits: HTTP1Limits(maxTargetBytes: 9)),
    Refusal(
      "a version that never ends", .malformedRequestLine,
      "GET / " + String(repeating: "a", count: 600), limits: HTTP1Limits(maxTargetBytes: 9)),
  ]

  private static let fields: [Refusal] = [
    Refusal(
      "a blank before the first field", .blankBeforeFirstField, "GET / HTTP/1.1\r\n A: b\r\n"),
    Refusal("a folded field", .obsoleteLineFolding, "GET / HTTP/1.1\r\nA: b\r\n\tc\r\n\r\n"),
    Refusal("a blank before the colon", .blankBeforeColon, "GET / HTTP/1.1\r\nA : b\r\n\r\n"),
    Refusal("a tab before the colon", .blankBeforeColon, "GET / HTTP/1.1\r\nA\t: b\r\n\r\n"),
    Refusal("a line without a colon", .missingFieldName, "GET / HTTP/1.1\r\nA\r\n\r\n"),
    Refusal("an empty name", .missingFieldName, "GET / HTTP/1.1\r\n: b\r\n\r\n"),
    Refusal("a name that is no token", .invalidFieldName, "GET / HTTP/1.1\r\nA(): b\r\n\r\n"),
    Refusal("a name beyond ASCII", .invalidFieldName, "GET / HTTP/1.1\r\nÄ: b\r\n\r\n"),
    Refusal(
      "a name of more than 65535 bytes", .headTooLarge,
      "GET / HTTP/1.1\r\n" + String(repeating: "a", count: 70000) + ": b\r\n\r\n"),
    Refusal(
      "a head beyond its limit", .headTooLarge, "GET / HTTP/1.1\r\nHost: a\r\nB: c\r\n\r\n",
      limits: HTTP1Limits(maxHeadBytes: 30)),
    Refusal(
      "a field that never ends", .headTooLarge,
      "GET / HTTP/1.1\r\nA: " + String(repeating: "b", count: 100),
      limits: HTTP1Limits(maxHeadBytes: 60)),
    Refusal(
      "more fields than allowed", .tooManyFields,
      "GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nA: b\r\n\r\n", limits: HTTP1Limits(maxFieldCount: 2)),
  ]

  private static let hosts: [Refusal] = [
    Refusal("HTTP/1.1 without Host", .missingHost, "GET / HTTP/1.1\r\n\r\n"),
    Refusal("two Hosts", .severalHosts, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
    Refusal("two Hosts in HTTP/1.0", .severalHosts, "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"),
    Refusal("a Host with a blank", .invalidHost, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
    Refusal("a Host with a path", .invalidHost, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
    Refusal("a Host with user information", .invalidHost, "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
    Refusal("a Host with a bad port", .invalidHost, "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n"),
    Refusal("IPv6 without brackets", .invalidHost, "GET / HTTP/1.1\r\nHost: ::1\r\n\r\n"),
    Refusal(
      "an expectation that nobody knows", .unknownExpectation,
      with("Expect: the-unexpected\r\nContent-Length: 1", "a")),
    Refusal(
      "a known expectation beside an unknown one", .unknownExpectation,
      with("Expect: 100-continue, more\r\nContent-Length: 1", "a")),
  ]

  private static let framing: [Refusal] = [
    Refusal("an empty length", .invalidContentLength, with("Content-Length:")),
    Refusal("a signed length", .invalidContentLength, with("Content-Length: +1", "a")),
    Refusal("a negative length", .invalidContentLength, with("Content-Length: -1", "a")),
    Refusal("a hexadecimal length", .invalidContentLength, with("Content-Length: 0x1", "a")),
    Refusal("a length with a blank", .invalidContentLength, with("Content-Length: 1 2", "a")),
    Refusal(
      "two equal lengths", .severalContentLengths,
      with("Content-Length: 1\r\nContent-Length: 1", "a")),
    Refusal("a list of lengths", .severalContentLengths, with("Content-Length: 1, 1", "a")),
    Refusal(
      "a length of 2^63", .contentLengthTooLarge, with("Content-Length: 9223372036854775808")),
    Refusal(
      "a length of 2^64 + 1", .contentLengthTooLarge, with("Content-Length: 18446744073709551617")),
    Refusal(
      "length beside chunks", .contentLengthWithTransferEncoding,
      with("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
    Refusal(
      "chunks beside length", .contentLengthWithTransferEncoding,
      with("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n")),
    Refusal(
      "chunks in HTTP/1.0", .transferEncodingInHTTP10,
      "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    Refusal("no coding", .invalidTransferEncoding, with("Transfer-Encoding:")),
    Refusal("an empty coding", .invalidTransferEncoding, with("Transfer-Encoding: , chunked")),
    Refusal("another coding alone", .chunkedNotFinal, with("Transfer-Encoding: gzip")),
    Refusal("identity", .chunkedNotFinal, with("Transfer-Encoding: identity")),
    Refusal("chunked in quotes", .chunkedNotFinal, with("Transfer-Encoding: \"chunked\"")),
    Refusal("chunked with a parameter", .chunkedNotFinal, with("Transfer-Encoding: chunked;q=1")),
    Refusal("chunked before another", .chunkedNotFinal, with("Transfer-Encoding: chunked, gzip")),
    Refusal(
      "another coding in a later line", .chunkedNotFinal,
      with("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity")),
    Refusal("chunked twice", .chunkedRepeated, with("Transfer-Encoding: chunked, chunked")),
    Refusal(
      "chunked in two lines", .chunkedRepeated,
      with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")),
    Refusal(
      "another coding first", .unknownTransferCoding, with("Transfer-Encoding: gzip, chunked")),
  ]

  private static let chunks: [Refusal] = [
    Refusal("no size", .invalidChunkSize, chunked("\r\n")),
    Refusal("a size that is no number", .invalidChunkSize, chunked("x\r\n")),
    Refusal("a signed size", .invalidChunkSize, chunked("+1\r\na\r\n")),
    Refusal("a blank before the size", .invalidChunkSize, chunked(" 1\r\na\r\n")),
    Refusal("a blank behind the size", .invalidChunkSize, chunked("1 \r\na\r\n")),
    Refusal("a size with 0x", .invalidChunkSize, chunked("0x1\r\na\r\n")),
    Refusal("a size with an underscore", .invalidChunkSize, chunked("1_0\r\na\r\n")),
    Refusal("an extension without a semicolon", .invalidChunkSize, chunked("1 a\r\na\r\n")),
    Refusal("a size of 2^63", .chunkTooLarge, chunked("8000000000000000\r\n")),
    Refusal("a size of 17 digits", .chunkTooLarge, chunked("00000000000000001\r\na\r\n")),
    Refusal("nothing behind the semicolon", .invalidChunkExtension, chunked("1;\r\na\r\n")),
    Refusal("an extension without a value", .invalidChunkExtension, chunked("1;a=\r\na\r\n")),
    Refusal("an extension in parts", .invalidChunkExtension, chunked("1;a b\r\na\r\n")),
    Refusal("an open quote", .invalidChunkExtension, chunked("1;a=\"b\r\na\r\n")),
    Refusal("an escape without an end", .invalidChunkExtension, chunked("1;a=\"b\\\r\na\r\n")),
    Refusal("a blank behind an extension", .invalidChunkExtension, chunked("1;a \r\na\r\n")),
    Refusal("a bare LF behind the size", .bareLineFeed, chunked("1\na\r\n")),
    Refusal("a bare CR behind the size", .bareCarriageReturn, chunked("1\r\r\na\r\n")),
    Refusal(
      "a size line that never ends", .chunkLineTooLong,
      chunked("1;" + String(repeating: "a", count: 40)),
      limits: HTTP1Limits(maxChunkLineBytes: 20)),
    Refusal("data beyond the size", .missingChunkEnd, chunked("1\r\nab\r\n")),
    Refusal("LF alone behind the data", .missingChunkEnd, chunked("1\r\na\n0\r\n\r\n")),
    Refusal("CR alone behind the data", .missingChunkEnd, chunked("1\r\na\r0\r\n\r\n")),
    Refusal(
      "extensions that outweigh the content", .excessiveChunkOverhead,
      chunked(String(repeating: "1;\(String(repeating: "a", count: 2000))\r\na\r\n", count: 9))),
    Refusal(
      "trailers beyond their limit", .trailersTooLarge, chunked("0\r\nA: 123456\r\n\r\n"),
      limits: HTTP1Limits(maxTrailerBytes: 10)),
    Refusal(
      "more trailers than allowed", .tooManyTrailers, chunked("0\r\nA: 1\r\nA: 1\r\nA: 1\r\n\r\n"),
      limits: HTTP1Limits(maxFieldCount: 2)),
    Refusal("a length in a trailer", .forbiddenTrailer, chunked("0\r\nContent-Length: 1\r\n\r\n")),
    Refusal("a Host in a trailer", .forbiddenTrailer, chunked("0\r\nHost: b\r\n\r\n")),
    Refusal("a blank before a trailer", .blankBeforeFirstField, chunked("0\r\n A: b\r\n\r\n")),
  ]
}
