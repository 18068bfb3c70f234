import Bytes

/// A request target (RFC 9112 §3.2) without blanks, controls, backslashes or a fragment.
public struct RequestTarget: Sendable, Equatable {
  /// The four forms of RFC 9112 §3.2.
  public enum Form: Sendable { case origin, absolute, authority, asterisk }

  /// The target as received.
  public let bytes: [UInt8]
  /// Which form it has.
  public let form: Form
  /// The path inside `bytes`; empty in authority form, or where an absolute form has none.
  public let path: Range<Int>
  /// The query inside `bytes` without its question mark, or nil if there is no question mark.
  public let query: Range<Int>?
  /// The authority inside `bytes` (absolute and authority form), or nil.
  public let authority: Range<Int>?

  /// Validates a target in the form that goes with the method; nil if it is malformed.
  public init?(_ target: Span<UInt8>, for method: Method) {
    guard target.count > 0, RequestTarget.isClean(target) else { return nil }
    bytes = target.array()
    if method == .connect {
      (form, path, query, authority) = (.authority, 0..<0, nil, 0..<target.count)
      guard target[0] != ASCII.slash else { return nil }
    } else if target[0] == ASCII.slash {
      (form, authority) = (.origin, nil)
      (path, query) = RequestTarget.split(target, from: 0)
    } else if target.count == 1, target[0] == 0x2A {
      guard method == .options else { return nil }
      (form, path, query, authority) = (.asterisk, 0..<0, nil, nil)
    } else {
      guard let start = RequestTarget.authorityStart(target) else { return nil }
      var end = start
      while end < target.count, target[end] != ASCII.slash, target[end] != ASCII.question {
        end += 1
      }
      guard end > start else { return nil }
      (form, authority) = (.absolute, start..<end)
      (path, query) = RequestTarget.split(target, from: end)
    }
  }

  /// The target `/`.
  public static let root = RequestTarget()

  private init() {
    (bytes, form, path, query, authority) = ([ASCII.slash], .origin, 0..<1, nil, nil)
  }

  /// Only visible ASCII and bytes of 0x80 and above; `#` and `\` are refused: the next server might
  /// read them another way (demand 5.3).
  private static func isClean(_ target: Span<UInt8>) -> Bool {
    for index in 0..<target.count {
      let byte = target[index]
      if byte <= ASCII.space || byte == ASCII.delete || byte == 0x23 || byte == 0x5C {
        return false
      }
    }
    return true
  }

  private static func split(_ target: Span<UInt8>, from start: Int) -> (Range<Int>, Range<Int>?) {
    guard let mark = target.firstIndex(of: ASCII.question, from: start) else {
      return (start..<target.count, nil)
    }
    return (start..<mark, mark + 1..<target.count)
  }

  /// Where the authority of `http://…` or `https://…` begins; other schemes are not ours to serve.
  private static func authorityStart(_ target: Span<UInt8>) -> Int? {
    for scheme: StaticString in ["http://", "https://"] {
      let prefix = [UInt8](scheme)
      if target.count > prefix.count,
        ASCII.equalsIgnoringCase(target.extracting(0..<prefix.count), prefix.span)
      {
        return prefix.count
      }
    }
    return nil
  }
}
