import HTTP
import Testing

/// A message that is refused: what is wrong with it, in a sentence.
struct Refusal: Sendable, CustomTestStringConvertible {
  let sentence: String
  let violation: HTTP1Violation
  let bytes: [UInt8]
  let limits: HTTP1Limits

  init(
    _ sentence: String, _ violation: HTTP1Violation, _ text: String,
    limits: HTTP1Limits = HTTP1Limits()
  ) {
    self.sentence = sentence
    self.violation = violation
    self.bytes = Array(text.utf8)
    self.limits = limits
  }

  var testDescription: String { sentence }
}
