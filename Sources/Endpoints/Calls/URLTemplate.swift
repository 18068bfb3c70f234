import Bytes
import Messages

/// A compiled `url_pattern`: a list of steps that write a path and a query (URL-1, URL-5, URL-6).
struct URLTemplate: Sendable {
  /// What is written next.
  enum Step: Sendable {
    /// A part of `texts`, encoded already.
    case text(Range<Int>)
    /// The value with this number, as (a part of) a segment of the path; where there is none, a
    /// part of `texts` instead.
    case segmentValue(Int, orElse: Range<Int>)
    /// The value with this number, as (a part of) a name or value of the query.
    case queryValue(Int, orElse: Range<Int>)
    /// A segment with values begins here, behind its slash.
    case segmentBegins
    /// The segment with values ends here.
    case segmentEnds
  }

  var steps: [Step] = []
  var texts: [UInt8] = []
  /// Whether the pattern has a query, be it empty.
  var hasQuery = false
  /// The references in it; their values have the numbers behind those of the names.
  var references: [Reference] = []
  /// Which of them stand in the path, where nothing would lead elsewhere.
  var pathReferences: Set<Int> = []
  /// Whether something stands in that query.
  var hasQueryText = false

  /// What comes between the pattern and the client's part of the query.
  var querySeparator: UInt8? {
    guard hasQuery else { return ASCII.question }
    return hasQueryText ? ASCII.ampersand : nil
  }

  /// Whether every request gets the same target.
  var isConstant: Bool {
    steps.allSatisfy { step in
      if case .text = step { return true }
      return false
    }
  }

  /// Appends path and query. No value can change the number of segments, of pairs of the query, or
  /// end either: each is encoded for the place where it lands.
  func append(_ values: RequestParameters, to output: inout [UInt8]) throws(CallRefusal) {
    let bytes = values.bytes.span
    let texts = self.texts.span
    var segmentStart = 0
    for step in steps {
      switch step {
      case .text(let range): output.append(texts, range)
      case .segmentValue(let number, let text):
        if let range = values.range(number) {
          URLCoding.segmentValue.append(bytes, range, to: &output)
        } else {
          output.append(texts, text)
        }
      case .queryValue(let number, let text):
        if let range = values.range(number) {
          URLCoding.queryValue.append(bytes, range, plusIsBlank: true, to: &output)
        } else {
          output.append(texts, text)
        }
      case .segmentBegins: segmentStart = output.count
      case .segmentEnds:
        if URLTemplate.isDotSegment(output.span, from: segmentStart) { throw .dotSegment }
      }
    }
  }

  /// Whether what stands from here to the end reads as `.` or `..` to some server: dots may be
  /// encoded, and some servers cut a segment at a semicolon before they look at it.
  static func isDotSegment(_ text: Span<UInt8>, from start: Int) -> Bool {
    var index = start
    var dots = 0
    while index < text.count, text[index] != ASCII.semicolon {
      if text[index] == ASCII.dot {
        index += 1
      } else if index + 2 < text.count, text[index] == ASCII.percent, text[index + 1] == 0x32,
        text[index + 2] | 0x20 == 0x65
      {
        index += 3
      } else {
        return false
      }
      dots += 1
    }
    return dots == 1 || dots == 2
  }
}
