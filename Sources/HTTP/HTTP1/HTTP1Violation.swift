public import Messages

/// What a peer did against RFC 9112. The peer's fault, never ours: a message that is refused is
/// answered with `status` (if it was a request), and its connection is closed.
public enum HTTP1Violation: Error, Sendable, Equatable, CaseIterable {
  // Lines (§2.2).
  case tooManyEmptyLines, bareLineFeed, bareCarriageReturn, controlCharacter
  // Start lines (§2.3, §3, §4).
  case malformedRequestLine, invalidMethod, invalidTarget, targetTooLong
  case invalidVersion, unsupportedVersion
  case malformedStatusLine, invalidStatusCode
  // Fields (§5).
  case blankBeforeFirstField, obsoleteLineFolding, blankBeforeColon, missingFieldName
  case invalidFieldName, headTooLarge, tooManyFields
  // What the fields say (§3.2, §6; RFC 9110 §10.1.1).
  case missingHost, severalHosts, invalidHost
  case invalidContentLength, severalContentLengths, contentLengthTooLarge
  case contentLengthWithTransferEncoding, transferEncodingInHTTP10, invalidTransferEncoding
  case chunkedNotFinal, chunkedRepeated, unknownTransferCoding
  case unknownExpectation
  // Chunks (§7.1).
  case invalidChunkSize, chunkTooLarge, invalidChunkExtension, chunkLineTooLong
  case missingChunkEnd, excessiveChunkOverhead
  case trailersTooLarge, tooManyTrailers, forbiddenTrailer
  // The head did not come in time (RFC 9110 §15.5.9): what the clock's owner says, no parser does.
  case headTimeout
  // Answers (§6.3, §8; RFC 9110 §15.2).
  case unsolicitedAnswer, tooManyInterimAnswers, switchingProtocols, truncated

  /// The status of the answer to a request that is refused for it.
  public var status: Status {
    switch self {
    case .targetTooLong: .uriTooLong
    case .headTooLarge, .tooManyFields, .trailersTooLarge, .tooManyTrailers:
      .requestHeaderFieldsTooLarge
    case .contentLengthTooLarge, .chunkTooLarge: .contentTooLarge
    case .unknownTransferCoding: .notImplemented
    case .unsupportedVersion: .httpVersionNotSupported
    case .unknownExpectation: .expectationFailed
    case .headTimeout: .requestTimeout
    default: .badRequest
    }
  }

  /// The rule that was broken.
  public var section: StaticString { rule.section }
}

extension HTTP1Violation: CustomStringConvertible {
  /// What was wrong, and the rule that it broke: for logs, and for who sent it.
  public var description: String { "\(rule.text) (\(rule.section))" }
}
