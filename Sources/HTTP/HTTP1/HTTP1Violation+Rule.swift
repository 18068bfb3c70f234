extension HTTP1Violation {
  /// The broken rule: where it stands, and what was wrong in a few words.
  var rule: (section: StaticString, text: StaticString) {
    switch self {
    case .tooManyEmptyLines: ("RFC 9112 §2.2", "too many empty lines before the request")
    case .bareLineFeed: ("RFC 9112 §2.2", "a line ends with LF alone")
    case .bareCarriageReturn: ("RFC 9112 §2.2", "CR without LF")
    case .controlCharacter: ("RFC 9110 §5.5", "a control character in the head")
    case .malformedRequestLine, .invalidMethod, .invalidTarget, .targetTooLong, .invalidVersion,
      .unsupportedVersion, .malformedStatusLine, .invalidStatusCode:
      startLineRule
    case .blankBeforeFirstField, .obsoleteLineFolding, .blankBeforeColon, .missingFieldName,
      .invalidFieldName, .headTooLarge, .tooManyFields:
      fieldRule
    case .missingHost, .severalHosts, .invalidHost, .unknownExpectation:
      requestRule
    case .invalidContentLength, .severalContentLengths, .contentLengthTooLarge,
      .contentLengthWithTransferEncoding, .transferEncodingInHTTP10, .invalidTransferEncoding,
      .chunkedNotFinal, .chunkedRepeated, .unknownTransferCoding:
      framingRule
    case .invalidChunkSize, .chunkTooLarge, .invalidChunkExtension, .chunkLineTooLong,
      .missingChunkEnd, .excessiveChunkOverhead, .trailersTooLarge, .tooManyTrailers,
      .forbiddenTrailer:
      chunkRule
    case .headTimeout: ("RFC 9110 §15.5.9", "the head did not come in time")
    case .unsolicitedAnswer: ("RFC 9112 §9.2", "an answer without a request")
    case .tooManyInterimAnswers: ("RFC 9110 §15.2", "too many interim answers")
    case .switchingProtocols: ("RFC 9110 §15.2.2", "a switch of protocols that was not asked for")
    case .truncated: ("RFC 9112 §8", "the connection closed before the message was complete")
    }
  }

  private var startLineRule: (section: StaticString, text: StaticString) {
    switch self {
    case .invalidMethod: ("RFC 9110 §9.1", "the method is no token")
    case .invalidTarget: ("RFC 9112 §3.2", "the request target is malformed")
    case .targetTooLong: ("RFC 9112 §3", "the request target is too long")
    case .invalidVersion: ("RFC 9112 §2.3", "the protocol version is malformed")
    case .unsupportedVersion: ("RFC 9110 §2.5", "the major version is not 1")
    case .malformedStatusLine: ("RFC 9112 §4", "the status line is malformed")
    case .invalidStatusCode: ("RFC 9110 §15", "the status code is not within 100 to 599")
    default: ("RFC 9112 §3", "the request line is not a method, a target and a version")
    }
  }

  private var fieldRule: (section: StaticString, text: StaticString) {
    switch self {
    case .blankBeforeFirstField: ("RFC 9112 §2.2", "a blank before the first field")
    case .obsoleteLineFolding: ("RFC 9112 §5.2", "a field is folded over several lines")
    case .blankBeforeColon: ("RFC 9112 §5.1", "a blank between a field name and its colon")
    case .missingFieldName: ("RFC 9112 §5", "a field line without a name and a colon")
    case .invalidFieldName: ("RFC 9110 §5.1", "a field name is no token")
    case .tooManyFields: ("RFC 9110 §5.4", "too many header fields")
    default: ("RFC 9110 §5.4", "the head is too large")
    }
  }

  private var requestRule: (section: StaticString, text: StaticString) {
    switch self {
    case .missingHost: ("RFC 9112 §3.2", "no Host field")
    case .severalHosts: ("RFC 9112 §3.2", "more than one Host field")
    case .invalidHost: ("RFC 9112 §3.2", "the Host field is no host and port")
    default: ("RFC 9110 §10.1.1", "an expectation other than 100-continue")
    }
  }

  private var framingRule: (section: StaticString, text: StaticString) {
    switch self {
    case .severalContentLengths: ("RFC 9112 §6.3", "more than one Content-Length")
    case .contentLengthTooLarge: ("RFC 9110 §8.6", "the Content-Length is beyond 2^63 - 1")
    case .contentLengthWithTransferEncoding:
      ("RFC 9112 §6.1", "both Content-Length and Transfer-Encoding")
    case .transferEncodingInHTTP10: ("RFC 9112 §6.1", "Transfer-Encoding in HTTP/1.0")
    case .invalidTransferEncoding: ("RFC 9112 §6.1", "an empty member in Transfer-Encoding")
    case .chunkedNotFinal: ("RFC 9112 §6.3", "chunked is not the last transfer coding")
    case .chunkedRepeated: ("RFC 9112 §7", "chunked is applied more than once")
    case .unknownTransferCoding: ("RFC 9112 §6.1", "a transfer coding other than chunked")
    default: ("RFC 9112 §6.3", "the Content-Length is no number")
    }
  }

  private var chunkRule: (section: StaticString, text: StaticString) {
    switch self {
    case .chunkTooLarge: ("RFC 9112 §7.1", "a chunk size beyond 2^63 - 1")
    case .invalidChunkExtension: ("RFC 9112 §7.1.1", "a chunk extension is malformed")
    case .chunkLineTooLong: ("RFC 9112 §7.1.1", "a chunk-size line is too long")
    case .missingChunkEnd: ("RFC 9112 §7.1", "chunk data is not followed by CR LF")
    case .excessiveChunkOverhead: ("RFC 9112 §7.1.1", "chunk framing outweighs the chunk data")
    case .trailersTooLarge: ("RFC 9112 §7.1.2", "the trailer section is too large")
    case .tooManyTrailers: ("RFC 9112 §7.1.2", "too many trailer fields")
    case .forbiddenTrailer: ("RFC 9110 §6.5.1", "a trailer field that frames or routes the message")
    default: ("RFC 9112 §7.1", "the chunk size is no hexadecimal number")
    }
  }
}
